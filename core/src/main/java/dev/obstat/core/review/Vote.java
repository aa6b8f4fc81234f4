package dev.obstat.core.review;

import dev.obstat.core.action.Digest;
import java.time.Instant;

/// What one person said to one review.
///
/// @param by the person's id
/// @param comment in their words; a rejection has one
/// @param digest what they had in front of them
/// @param manner how they signed in, for the record: `console`, `command-line`
public record Vote(
    String by, Choice choice, String comment, Digest digest, String manner, Instant at) {

  /// Longest comment kept, in characters.
  public static final int LONGEST_COMMENT = 2_000;

  /// What they chose.
  public enum Choice {
    APPROVE,
    REJECT
  }
}
