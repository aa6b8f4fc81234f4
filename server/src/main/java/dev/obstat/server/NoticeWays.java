package dev.obstat.server;

import dev.obstat.notices.Courier;
import dev.obstat.notices.MailSender;
import dev.obstat.notices.Sender;
import dev.obstat.notices.SlackSender;
import dev.obstat.notices.TeamsSender;
import dev.obstat.notices.WebhookSender;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the configured channels able to send, with the secrets out of the environment.
final class NoticeWays {
  private static final int LEAST_SECRET = 24;
  private static final int MOST_SECRET = 64;
  private static final String SECRET_PREFIX = "whsec_";
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  private final Map<String, String> environment;
  private final Clock clock;
  private final List<String> problems = new ArrayList<>();

  /// @param environment of the server's own process
  NoticeWays(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  /// What became of it.
  sealed interface Answer {
    record Ways(List<Courier.Way> ways) implements Answer {}

    /// @param problems a sentence each
    record Not(List<String> problems) implements Answer {}
  }

  Answer of(List<NoticeChannel> channels) {
    List<Courier.Way> ways = new ArrayList<>();
    for (NoticeChannel each : channels) {
      String name = each.channel().name();
      try {
        ways.add(new Courier.Way(each.channel(), sender(each.kind())));
      } catch (IllegalArgumentException e) {
        problems.add("`notices." + name + "`: " + e.getMessage());
      }
    }
    return problems.isEmpty() ? new Answer.Ways(ways) : new Answer.Not(List.copyOf(problems));
  }

  private Sender sender(NoticeChannel.Kind kind) {
    return switch (kind) {
      case NoticeChannel.Slack slack -> new SlackSender(address(slack.urlFrom()));
      case NoticeChannel.Teams teams -> new TeamsSender(address(teams.urlFrom()));
      case NoticeChannel.Webhook hook ->
          new WebhookSender(address(hook.urlFrom()), secret(hook.secretFrom()), clock);
      case NoticeChannel.Email mail -> mail(mail);
    };
  }

  private Sender mail(NoticeChannel.Email mail) {
    if (mail.encryption() == MailSender.Encryption.NONE && !THIS_MACHINE.contains(mail.host())) {
      throw new IllegalArgumentException(
          "mail without encryption goes to this machine only, not to `" + mail.host() + "`");
    }
    MailSender.Server server =
        new MailSender.Server(
            mail.host(),
            mail.port(),
            mail.encryption(),
            mail.userFrom().isEmpty() ? "" : value(mail.userFrom()),
            mail.passwordFrom().isEmpty() ? "" : value(mail.passwordFrom()));
    return new MailSender(
        server, mailbox(mail.from()), mail.to().stream().map(NoticeWays::mailbox).toList());
  }

  private static InternetAddress mailbox(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("`" + text + "` is no mail address", e);
    }
  }

  /// Encrypted, but on this machine. Not told in a problem: with most chats it is a secret.
  private URI address(String variable) {
    URI address;
    try {
      address = URI.create(value(variable));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e instanceof Missing ? e.getMessage() : notAnAddress(variable), e);
    }
    String scheme = String.valueOf(address.getScheme());
    String host = String.valueOf(address.getHost());
    if (!scheme.equals("https") && !(scheme.equals("http") && THIS_MACHINE.contains(host))) {
      throw new IllegalArgumentException(notAnAddress(variable));
    }
    return address;
  }

  private static String notAnAddress(String variable) {
    return "the environment variable `"
        + variable
        + "` holds no address that begins with `https://`";
  }

  private byte[] secret(String variable) {
    return secret(variable, environment);
  }

  /// As the Standard Webhooks specification writes them, with or without the prefix.
  ///
  /// @throws IllegalArgumentException with what to do
  static byte[] secret(String variable, Map<String, String> environment) {
    String text = value(variable, environment);
    String coded = text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
    try {
      byte[] secret = Base64.getDecoder().decode(coded);
      if (secret.length >= LEAST_SECRET && secret.length <= MOST_SECRET) {
        return secret;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "the environment variable `"
            + variable
            + "` holds no secret of 24 to 64 bytes in base64: make one with"
            + " `openssl rand -base64 32`");
  }

  private String value(String variable) {
    return value(variable, environment);
  }

  private static String value(String variable, Map<String, String> environment) {
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new Missing("the environment variable `" + variable + "` is not set");
    }
    return value.strip();
  }

  private static final class Missing extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }
}
