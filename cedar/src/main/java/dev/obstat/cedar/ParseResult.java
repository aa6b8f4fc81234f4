package dev.obstat.cedar;

import java.util.List;

/// What became of policy text. A set with any problem is refused whole: half a policy set decides
/// something nobody wrote.
public sealed interface ParseResult {
  /// Every policy was understood.
  record Parsed(PolicySet policies) implements ParseResult {}

  /// At least one problem, in the order of files and places.
  record Rejected(List<Problem> problems) implements ParseResult {
    public Rejected {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a problem");
      }
    }
  }
}
