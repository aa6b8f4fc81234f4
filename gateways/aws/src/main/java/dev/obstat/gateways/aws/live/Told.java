package dev.obstat.gateways.aws.live;

import dev.obstat.core.context.Live;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What answers have in common.
final class Told {
  static final String PROTECTION = "deletion-protection";
  static final String STATE = "state";
  static final String REPLICAS = "replicas";
  static final String EXISTS = "exists";
  static final String ON = "on";
  static final String OFF = "off";

  /// Most tags of one thing that are kept.
  private static final int MOST_TAGS = 50;

  private static final int LONGEST = 256;

  private Told() {}

  /// The answer's content, or why there is none.
  static Part parts(AwsReads.Answer answer) {
    return switch (answer) {
      case AwsReads.Answer.Got got -> got.parts();
      case AwsReads.Answer.Failed failed -> throw new Question.NotTold(failed.why());
      case AwsReads.Answer.Refused refused -> throw new Question.NotTold(refusal(refused));
    };
  }

  static String refusal(AwsReads.Answer.Refused refused) {
    return "the answer was HTTP "
        + refused.status()
        + (refused.code().isEmpty() ? "" : " " + refused.code());
  }

  /// The one thing that was asked about.
  ///
  /// @param id where its name stands in it
  static Part one(Part answer, String name, String id, String... path) {
    List<Part> found =
        answer.each(path).stream().filter(part -> part.text(id).equalsIgnoreCase(name)).toList();
    if (found.size() != 1) {
      throw new Question.NotTold("an unexpected answer: `" + name + "` is not in it once");
    }
    return found.getFirst();
  }

  static SortedMap<String, String> facts() {
    return new TreeMap<>();
  }

  static String onOff(boolean on) {
    return on ? ON : OFF;
  }

  /// Puts what is there, cut to a length that no answer should need.
  static void put(SortedMap<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }
  }

  static void put(SortedMap<String, String> facts, String name, Optional<Instant> time) {
    time.ifPresent(at -> facts.put(name, at.toString()));
  }

  /// The newest of them as the newest backup, or that there is none.
  static void newestBackup(SortedMap<String, String> facts, Stream<Optional<Instant>> made) {
    facts.put(
        Live.NEWEST_BACKUP,
        made.flatMap(Optional::stream)
            .max(Instant::compareTo)
            .map(Instant::toString)
            .orElse(Live.NONE));
  }

  /// What may be tagged by whoever may tag.
  static void tags(
      SortedMap<String, String> facts, List<Part> tags, String keyName, String valueName) {
    tags.stream()
        .filter(tag -> !tag.text(keyName).isEmpty())
        .limit(MOST_TAGS)
        .forEach(
            tag -> {
              String value = tag.text(valueName);
              facts.put(
                  Live.TAG + tag.text(keyName),
                  value.length() > LONGEST ? value.substring(0, LONGEST) : value);
            });
  }

  /// The last part of an ARN that begins with this; empty when it is another kind.
  static Optional<String> name(String arn, String service, String kind) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[2].equals(service) || !parts[5].startsWith(kind)) {
      return Optional.empty();
    }
    String name = parts[5].substring(kind.length());
    return name.matches("[A-Za-z0-9._/-]{1,255}") ? Optional.of(name) : Optional.empty();
  }
}
