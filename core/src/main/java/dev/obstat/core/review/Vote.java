package dev.obstat.core.review;

import dev.obstat.core.action.Digest;
import java.time.Instant;

/// What one person said to one review.
///
/// @param by the person's id
/// @param comment in their words; a rejection says why, sending back says on what condition
/// @param digest what they had in front of them
/// @param shown everything else that they had in front of them, as [Showing#text()]
/// @param manner how they signed in, for the record: `console`, `command-line`
public record Vote(
    String by,
    Choice choice,
    String comment,
    Digest digest,
    String shown,
    String manner,
    Instant at) {

  /// Longest comment kept, in characters.
  public static final int LONGEST_COMMENT = 2_000;

  /// What they chose.
  public enum Choice {
    APPROVE,
    REJECT,
    /// Not like this, but on a condition.
    SEND_BACK
  }
}
