package dev.obstat.cedar;

import java.util.List;
import java.util.stream.Collectors;

/// Parses policy text for tests.
final class TestPolicies {
  private TestPolicies() {}

  /// The set, or a failure that lists the problems.
  static PolicySet parse(String text) {
    return switch (read(text)) {
      case ParseResult.Parsed parsed -> parsed.policies();
      case ParseResult.Rejected rejected ->
          throw new AssertionError(rejected.problems() + " in\n" + text);
    };
  }

  static ParseResult read(String text) {
    return PolicySet.parse(List.of(new SourceFile("test.cedar", text)));
  }

  /// The problems as people see them, a line each; empty when there are none.
  static String problems(String text) {
    return switch (read(text)) {
      case ParseResult.Parsed _ -> "";
      case ParseResult.Rejected rejected ->
          rejected.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    };
  }
}
