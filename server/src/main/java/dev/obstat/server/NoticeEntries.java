package dev.obstat.server;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.notice.Channel;
import dev.obstat.core.notice.Occasion;
import dev.obstat.core.notice.QuietHours;
import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Problem;
import dev.obstat.notices.MailSender;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads the section `notices` of `obstat.yaml`: channels by name, each of one kind.
final class NoticeEntries {
  private static final List<String> KINDS = List.of("email", "slack", "teams", "webhook");

  private final ConfigValues values;
  private final Consumer<Problem> problems;

  NoticeEntries(ConfigValues values, Consumer<Problem> problems) {
    this.values = values;
    this.problems = problems;
  }

  List<NoticeChannel> read(Fields notices) {
    List<NoticeChannel> told = new ArrayList<>();
    for (Yaml.Member member : notices.members()) {
      if (!member.key().matches("[a-z0-9][a-z0-9-]{0,39}")) {
        problems.accept(
            new Problem(
                member.at(),
                "a channel's name is of small letters, digits and `-`, not `"
                    + member.key()
                    + "`"));
      }
      notices.mapping(member.key()).ifPresent(fields -> channel(member, fields, told));
    }
    return told;
  }

  private void channel(Yaml.Member member, Fields given, List<NoticeChannel> told) {
    given.refuseUnknown(
        List.of("email", "slack", "teams", "webhook", "occasions", "groups", "after", "quiet"));
    List<String> kinds = KINDS.stream().filter(kind -> given.mapping(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.accept(
          new Problem(
              member.at(),
              "the channel `" + member.key() + "` is one of `" + String.join("`, `", KINDS) + "`"));
      return;
    }
    Channel channel =
        new Channel(
            member.key(),
            occasions(given),
            Set.copyOf(ConfigValues.texts(given, "groups")),
            given.text("after").map(this::after).orElse(Duration.ZERO),
            given.mapping("quiet").flatMap(this::quiet));
    Fields kind = given.mapping(kinds.getFirst()).orElseThrow();
    told.add(
        new NoticeChannel(
            channel,
            switch (kinds.getFirst()) {
              case "email" -> email(kind);
              case "slack" -> new NoticeChannel.Slack(from(kind, List.of("url-from"), "url-from"));
              case "teams" -> new NoticeChannel.Teams(from(kind, List.of("url-from"), "url-from"));
              default ->
                  new NoticeChannel.Webhook(
                      from(kind, List.of("url-from", "secret-from"), "url-from"),
                      from(kind, List.of("url-from", "secret-from"), "secret-from"));
            }));
  }

  /// The name of an environment variable.
  private static String from(Fields kind, List<String> known, String key) {
    kind.refuseUnknown(known);
    return kind.requiredText(key).map(Yaml.Scalar::text).orElse("");
  }

  private NoticeChannel.Email email(Fields given) {
    given.refuseUnknown(
        List.of("to", "from", "host", "port", "encryption", "user-from", "password-from"));
    List<String> to = ConfigValues.texts(given, "to");
    if (to.isEmpty()) {
      problems.accept(new Problem(given.at(), "`to` names who gets the mail: one address or more"));
    }
    return new NoticeChannel.Email(
        to,
        given.requiredText("from").map(Yaml.Scalar::text).orElse(""),
        given.requiredText("host").map(Yaml.Scalar::text).orElse(""),
        given.text("port").map(values::port).orElse(587),
        given.text("encryption").map(this::encryption).orElse(MailSender.Encryption.STARTTLS),
        given.text("user-from").map(Yaml.Scalar::text).orElse(""),
        given.text("password-from").map(Yaml.Scalar::text).orElse(""));
  }

  private MailSender.Encryption encryption(Yaml.Scalar value) {
    return Arrays.stream(MailSender.Encryption.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value.text()))
        .findFirst()
        .orElseGet(
            () ->
                values.problem(
                    value,
                    "`encryption` is `tls`, `starttls` or `none`, not `" + value.text() + "`",
                    MailSender.Encryption.STARTTLS));
  }

  private Set<Occasion> occasions(Fields given) {
    EnumSet<Occasion> occasions = EnumSet.noneOf(Occasion.class);
    List<String> known = Arrays.stream(Occasion.values()).map(Occasion::word).toList();
    for (Yaml.Scalar word : given.texts("occasions")) {
      Optional<Occasion> occasion = Occasion.of(word.text());
      occasion.ifPresent(occasions::add);
      if (occasion.isEmpty()) {
        values.problem(
            word,
            "there is no occasion `"
                + word.text()
                + "`"
                + Nearest.hint(word.text(), known)
                + ": it is one of "
                + known.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")));
      }
    }
    return occasions.isEmpty() ? EnumSet.allOf(Occasion.class) : occasions;
  }

  private Duration after(Yaml.Scalar value) {
    Duration after = values.duration(value, Duration.ZERO);
    return after.compareTo(Channel.LONGEST_AFTER) <= 0
        ? after
        : values.problem(
            value,
            "a channel waits at most `" + Channel.LONGEST_AFTER + "`, not `" + value.text() + "`",
            Duration.ZERO);
  }

  private Optional<QuietHours> quiet(Fields given) {
    given.refuseUnknown(List.of("from", "until", "zone", "days"));
    Optional<LocalTime> from = given.requiredText("from").flatMap(this::time);
    Optional<LocalTime> until = given.requiredText("until").flatMap(this::time);
    Optional<ZoneId> zone = given.requiredText("zone").flatMap(this::zone);
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    given.texts("days").forEach(word -> day(word).ifPresent(days::add));
    if (from.isEmpty() || until.isEmpty() || zone.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new QuietHours(from.get(), until.get(), zone.get(), days));
    } catch (IllegalArgumentException e) {
      problems.accept(new Problem(given.at(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private Optional<LocalTime> time(Yaml.Scalar value) {
    try {
      return Optional.of(LocalTime.parse(value.text()));
    } catch (DateTimeParseException e) {
      return values.problem(
          value,
          "a time of day looks like `\"20:00\"`, not `" + value.text() + "`",
          Optional.empty());
    }
  }

  private Optional<ZoneId> zone(Yaml.Scalar value) {
    try {
      return Optional.of(ZoneId.of(value.text()));
    } catch (DateTimeException e) {
      return values.problem(
          value,
          "there is no time zone `"
              + value.text()
              + "`"
              + Nearest.hint(value.text(), ZoneId.getAvailableZoneIds())
              + ": it looks like `Europe/Vienna`",
          Optional.empty());
    }
  }

  private Optional<DayOfWeek> day(Yaml.Scalar value) {
    Optional<DayOfWeek> day =
        Arrays.stream(DayOfWeek.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value.text()))
            .findFirst();
    return day.isPresent()
        ? day
        : values.problem(
            value,
            "a day is written like `saturday`, not `" + value.text() + "`",
            Optional.<DayOfWeek>empty());
  }
}
