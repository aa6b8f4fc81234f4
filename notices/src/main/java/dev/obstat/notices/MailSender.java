package dev.obstat.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/// Mail by SMTP: plain text, marked as made by a machine (RFC 3834), with the same `Message-ID` for
/// every try.
public final class MailSender implements Sender {
  private final Server server;
  private final InternetAddress from;
  private final List<InternetAddress> to;

  /// @param from whom it comes from
  /// @param to who gets it, all in one mail
  public MailSender(Server server, InternetAddress from, List<InternetAddress> to) {
    this.server = server;
    this.from = from;
    this.to = List.copyOf(to);
  }

  /// A mail server.
  ///
  /// @param user empty: no sign-in
  public record Server(String host, int port, Encryption encryption, String user, String password) {
    /// Without the password, so that no log or error can carry it.
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /// How the connection is kept secret.
  public enum Encryption {
    /// TLS from the first byte (RFC 8314).
    TLS,
    /// Plain, then TLS or nothing (RFC 3207).
    STARTTLS,
    /// Not at all.
    NONE
  }

  @Override
  public Answer send(Message message) {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage mail = mail(session, message);
      try (Transport transport = session.getTransport("smtp")) {
        if (server.user().isEmpty()) {
          transport.connect();
        } else {
          transport.connect(server.user(), server.password());
        }
        transport.sendMessage(mail, mail.getAllRecipients());
      }
      return new Answer.Taken();
    } catch (MessagingException e) {
      return new Answer.NotTaken(why(e), Duration.ZERO);
    }
  }

  /// The server's own sentence, which may quote what was sent, but no password.
  private String why(MessagingException e) {
    String said = String.valueOf(e.getMessage());
    String kept = server.password().isEmpty() ? said : said.replace(server.password(), "***");
    return Plain.line("the mail server `" + server + "` did not take it: " + kept, 300);
  }

  private MimeMessage mail(Session session, Message message) throws MessagingException {
    MimeMessage mail = new Numbered(session, message.id() + "@" + domain());
    mail.setFrom(from);
    mail.setRecipients(jakarta.mail.Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
    mail.setSubject("[Obstat] " + message.title(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(message.raised()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setText(
        message.title()
            + "\n\n"
            + String.join("\n", message.lines())
            + (message.lines().isEmpty() ? "" : "\n\n")
            + message.call()
            + ": "
            + message.link()
            + "\n",
        StandardCharsets.UTF_8.name());
    return mail;
  }

  private String domain() {
    return from.getAddress().substring(from.getAddress().indexOf('@') + 1);
  }

  private Properties properties() {
    String bound = String.valueOf(Post.BOUND.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
    properties.setProperty("mail.smtp.connectiontimeout", bound);
    properties.setProperty("mail.smtp.timeout", bound);
    properties.setProperty("mail.smtp.writetimeout", bound);
    properties.setProperty("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.encryption()) {
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> {}
    }
    return properties;
  }

  /// Keeps its id when it is made ready to be sent.
  private static final class Numbered extends MimeMessage {
    private final String id;

    Numbered(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }
}
