package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.notice.Channel;
import dev.obstat.core.notice.Occasion;
import dev.obstat.core.notice.QuietHours;
import dev.obstat.core.source.Problem;
import dev.obstat.notices.MailSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeEntriesTest {
  private static final String SECRET = "whsec_" + "A".repeat(44);

  @TempDir private Path directory;

  private Config.Result read(String text) throws IOException {
    return ConfigFile.read(Files.writeString(directory.resolve("obstat.yaml"), text), "olga");
  }

  private List<NoticeChannel> channels(String text) throws IOException {
    if (!(read(text) instanceof Config.Result.Read good)) {
      throw new AssertionError(read(text).toString());
    }
    return good.config().notices();
  }

  @Test
  void channelsAreReadWithWhatTheyAreFor() throws IOException {
    assertThat(
            channels(
                """
                notices:
                  on-call:
                    slack: {url-from: SLACK_URL}
                    groups: [platform]
                    occasions: [review, halt]
                    quiet: {from: "20:00", until: "08:00", zone: Europe/Vienna, days: [sunday]}
                  boss:
                    email: {to: [rosa@example.com], from: obstat@example.com, host: mail.example.com}
                    after: PT10M
                """))
        .containsExactly(
            new NoticeChannel(
                new Channel(
                    "on-call",
                    Set.of(Occasion.REVIEW, Occasion.HALT),
                    Set.of("platform"),
                    Duration.ZERO,
                    Optional.of(
                        new QuietHours(
                            LocalTime.of(20, 0),
                            LocalTime.of(8, 0),
                            ZoneId.of("Europe/Vienna"),
                            Set.of(DayOfWeek.SUNDAY)))),
                new NoticeChannel.Slack("SLACK_URL")),
            new NoticeChannel(
                new Channel(
                    "boss",
                    EnumSet.allOf(Occasion.class),
                    Set.of(),
                    Duration.ofMinutes(10),
                    Optional.empty()),
                new NoticeChannel.Email(
                    List.of("rosa@example.com"),
                    "obstat@example.com",
                    "mail.example.com",
                    587,
                    MailSender.Encryption.STARTTLS,
                    "",
                    "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          c: {}                                             | the channel `c` is one of `email`, `slack`, `teams`, `webhook`
          c: {slack: {url-from: A}, teams: {url-from: A}}   | the channel `c` is one of `email`, `slack`, `teams`, `webhook`
          c: {slack: {}}                                    | `notices.c.slack.url-from` is missing
          c: {slack: {url: A}}                              | nothing is named `notices.c.slack.url`
          C!: {slack: {url-from: A}}                        | a channel's name is of small letters
          c: {slack: {url-from: A}, occasions: [revew]}     | there is no occasion `revew`
          c: {slack: {url-from: A}, after: P3D}             | a channel waits at most `PT24H`
          c: {slack: {url-from: A}, quiet: {from: "8", until: "9:00", zone: X}} | a time of day looks like
          c: {slack: {url-from: A}, quiet: {from: "08:00", until: "09:00", zone: Europe/Wien}} | there is no time zone `Europe/Wien`
          c: {slack: {url-from: A}, quiet: {from: "08:00", until: "08:00", zone: UTC}} | quiet hours from `08:00` to the same
          c: {email: {from: a@b.c, host: h}}                | `to` names who gets the mail
          c: {email: {to: [x], from: a@b.c, host: h, encryption: ssl}} | `encryption` is `tls`, `starttls` or `none`
          """)
  void badChannelsAreRefusedWithTheirLine(String channel, String message) throws IOException {
    if (!(read("notices:\n  " + channel + "\n") instanceof Config.Result.Rejected no)) {
      throw new AssertionError("it was taken");
    }
    assertThat(no.problems().stream().map(Problem::toString))
        .anySatisfy(problem -> assertThat(problem).contains(message).contains(":2:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          slack: {url-from: NOTHING} | the environment variable `NOTHING` is not set
          slack: {url-from: PLAIN}   | the environment variable `PLAIN` holds no address that begins with `https://`
          slack: {url-from: SPACE}   | the environment variable `SPACE` holds no address that begins with `https://`
          webhook: {url-from: GOOD, secret-from: SHORT} | holds no secret of 24 to 64 bytes in base64
          webhook: {url-from: GOOD, secret-from: PLAIN} | holds no secret of 24 to 64 bytes in base64
          email: {to: [not an address], from: a@b.c, host: h} | `not an address` is no mail address
          email: {to: [a@b.c], from: a@b.c, host: mail.example.com, encryption: none} | mail without encryption goes to this machine only
          """)
  void whatCannotSendRefusesToStart(String kind, String message) throws IOException {
    NoticeWays.Answer answer =
        new NoticeWays(
                Map.of(
                    "PLAIN", "http://chat.example.com/secret",
                    "SPACE", "https://chat.example.com/a b",
                    "GOOD", "https://chat.example.com/x",
                    "SHORT", "AAAA"),
                Clock.systemUTC())
            .of(channels("notices:\n  c: {" + kind + "}\n"));
    assertThat(answer).isInstanceOf(NoticeWays.Answer.Not.class);
    assertThat(answer.toString())
        .contains("`notices.c`: ", message)
        .doesNotContain("chat.example.com/");
  }

  @Test
  void whatCanSendIsMade() throws IOException {
    NoticeWays.Answer answer =
        new NoticeWays(
                Map.of("URL", "https://chat.example.com/x", "SECRET", SECRET), Clock.systemUTC())
            .of(channels("notices:\n  c: {webhook: {url-from: URL, secret-from: SECRET}}\n"));
    assertThat(answer).isInstanceOf(NoticeWays.Answer.Ways.class);
  }
}
