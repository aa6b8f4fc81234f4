package dev.obstat.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSenderTest {
  private static final Message MESSAGE =
      new Message(
          "notice-7-mail",
          "review",
          "r-1",
          Instant.parse("2026-03-01T12:00:00Z"),
          "kiro wartet: aws:s3:DeleteBucket für Bericht",
          List.of("Operated by ana."),
          "https://obstat.example.com/reviews/r-1",
          "Decide");

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  private MailSender sender(MailSender.Encryption encryption, String user, String password)
      throws Exception {
    return new MailSender(
        new MailSender.Server("127.0.0.1", mail.getSmtp().getPort(), encryption, user, password),
        new InternetAddress("obstat@example.com"),
        List.of(new InternetAddress("ben@example.com"), new InternetAddress("cara@example.com")));
  }

  @Test
  void aMailReachesEverybodyAsPlainTextWithTheLink() throws Exception {
    assertThat(sender(MailSender.Encryption.NONE, "", "").send(MESSAGE))
        .isEqualTo(new Sender.Answer.Taken());
    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("[Obstat] " + MESSAGE.title());
    assertThat(received[0].getMessageID()).isEqualTo("<notice-7-mail@example.com>");
    assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received[0].getContentType()).startsWithIgnoringCase("text/plain");
    assertThat(((String) received[0].getContent()).replace("\r\n", "\n"))
        .isEqualTo(
            """
            kiro wartet: aws:s3:DeleteBucket für Bericht

            Operated by ana.

            Decide: https://obstat.example.com/reviews/r-1""");
  }

  @Test
  void itSignsInWhereItHasAUser() throws Exception {
    mail.setUser("obstat@example.com", "obstat", "right-horse");
    assertThat(sender(MailSender.Encryption.NONE, "obstat", "right-horse").send(MESSAGE))
        .isEqualTo(new Sender.Answer.Taken());
  }

  @Test
  void aWrongPasswordIsNotTakenAndNotTold() throws Exception {
    mail.setUser("obstat@example.com", "obstat", "right-horse");
    Sender.Answer answer =
        sender(MailSender.Encryption.NONE, "obstat", "wrong-battery").send(MESSAGE);
    assertThat(answer).isInstanceOf(Sender.Answer.NotTaken.class);
    assertThat(answer.toString()).doesNotContain("wrong-battery");
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void withoutTlsWhereItIsDemandedNothingIsSent() throws Exception {
    Sender.Answer answer = sender(MailSender.Encryption.STARTTLS, "", "").send(MESSAGE);
    assertThat(answer).isInstanceOf(Sender.Answer.NotTaken.class);
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsDownIsNotTaken() throws Exception {
    MailSender sender = sender(MailSender.Encryption.NONE, "", "");
    mail.stop();
    assertThat(sender.send(MESSAGE)).isInstanceOf(Sender.Answer.NotTaken.class);
  }
}
