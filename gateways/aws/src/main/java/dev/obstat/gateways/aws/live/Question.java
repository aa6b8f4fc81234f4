package dev.obstat.gateways.aws.live;

import java.util.SortedMap;
import java.util.function.Function;

/// One question about one place.
///
/// @param key what makes two questions the same
/// @param about what the answer tells, as people and policies see it when there is none: `backups`
/// @param how asks, and says what the answers mean; throws [NotTold] when they do not say
/// @param lasting whether an answer may be used again for a moment
record Question(
    String key, String about, Function<Asker, SortedMap<String, String>> how, boolean lasting) {

  /// Where requests are answered.
  interface Asker {
    AwsReads.Answer ask(Reading reading);
  }

  /// A question of a single request.
  static Question of(
      String about, Reading reading, Function<AwsReads.Answer, SortedMap<String, String>> meaning) {
    return new Question(
        key(about, reading), about, asker -> meaning.apply(asker.ask(reading)), true);
  }

  static String key(String about, Reading reading) {
    return about + " " + reading.operation() + " " + reading.parameters();
  }

  /// The same, asked anew every time.
  Question everyTime() {
    return new Question(key, about, how, false);
  }

  /// An answer that does not say what was asked.
  static final class NotTold extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTold(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }
}
