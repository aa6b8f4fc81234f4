package dev.obstat.cedar;

/// How large input may be. Beyond a bound the answer is a [Problem] that names it, so that no text
/// can exhaust the stack, the memory or the reader's patience.
public final class Bounds {
  /// UTF-16 units of text in all files of a set together.
  public static final int TEXT = 2_000_000;

  /// Policies in a set.
  public static final int POLICIES = 10_000;

  /// Levels of an expression: brackets, branches, and links of a chain such as `a + b + c` or
  /// `a.b.c`. A flat `a && b && c` or `a || b || c` is one level however long it is.
  public static final int NESTING = 100;

  /// Levels of sets and records in a [Value] made outside of an evaluation.
  public static final int VALUE_NESTING = 100;

  /// Direct and indirect parents of one entity.
  public static final int ANCESTORS = 1_000;

  /// Problems that are reported for a set; the rest is cut.
  public static final int PROBLEMS = 100;

  private Bounds() {}
}
