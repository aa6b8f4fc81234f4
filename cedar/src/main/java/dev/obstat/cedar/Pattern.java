package dev.obstat.cedar;

import java.util.List;

/// The right side of `like`: literal text and wildcards that stand for any characters or none.
public record Pattern(List<Element> elements) {
  public Pattern {
    elements = List.copyOf(elements);
  }

  /// A piece of a pattern.
  public sealed interface Element {}

  /// Characters that match themselves.
  public record Literal(String text) implements Element {}

  /// `*`, which matches any run of characters.
  public record Wildcard() implements Element {}
}
