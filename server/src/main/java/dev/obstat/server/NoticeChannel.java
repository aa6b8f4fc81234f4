package dev.obstat.server;

import dev.obstat.core.notice.Channel;
import dev.obstat.notices.MailSender;
import java.util.List;

/// A channel as the configuration has it. Secrets are named by the environment variable that holds
/// them.
public record NoticeChannel(Channel channel, Kind kind) {

  /// How it is reached.
  public sealed interface Kind {}

  /// @param to addresses, one at least
  /// @param userFrom empty: the mail server asks for no sign-in
  public record Email(
      List<String> to,
      String from,
      String host,
      int port,
      MailSender.Encryption encryption,
      String userFrom,
      String passwordFrom)
      implements Kind {
    public Email {
      to = List.copyOf(to);
    }
  }

  public record Slack(String urlFrom) implements Kind {}

  public record Teams(String urlFrom) implements Kind {}

  public record Webhook(String urlFrom, String secretFrom) implements Kind {}
}
