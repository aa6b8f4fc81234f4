package dev.obstat.gateways.aws.describe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The operations whose request cannot say what they change, each with the reason: `unnamed.txt`.
final class Unnameable {

  /// Why.
  enum Reason {
    FILTER("by-filter", "it is chosen by a filter, a query or a tag"),
    TOKEN("by-token", "it is named by a token that only the service can read"),
    OWNER("by-part", "only a part of it is named, and the service knows whose part that is"),
    HOST(
        "by-host",
        "it is the one whose host the request goes to, and the request does not repeat it"),
    TEXT("in-text", "it stands in a text or content that is not read here"),
    ELSEWHERE("elsewhere", "it belongs to another account or to no account"),
    SERVICE("by-service", "the service decides which it is");

    private final String word;
    private final String why;

    Reason(String word, String why) {
      this.word = word;
      this.why = why;
    }

    String word() {
      return word;
    }

    /// For people.
    String why() {
      return "the request does not name the resource: " + why;
    }
  }

  private record Line(OperationPattern pattern, Reason reason) {}

  private final List<Line> lines =
      Curated.lines("unnamed.txt").stream().map(Unnameable::parse).toList();

  Optional<Reason> reason(String iam, String operation) {
    return lines.stream()
        .filter(line -> line.pattern().names(iam, operation))
        .map(Line::reason)
        .findFirst();
  }

  /// The operations as they stand in the file.
  List<String> patterns() {
    return lines.stream().map(line -> line.pattern().toString()).toList();
  }

  private static Line parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException("a line needs two words: `" + line + "`");
    }
    Reason reason =
        Arrays.stream(Reason.values())
            .filter(one -> one.word().equals(words[1]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown reason `" + words[1] + "`"));
    return new Line(new OperationPattern(words[0]), reason);
  }
}
