package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;

/// Says which real resources an entity is.
///
/// @param pattern an ARN or name in which every `*` stands for any characters, also none; all else
///   is literal, case too
/// @param at where it stands
public record Match(String pattern, Position at) {

  /// Longest pattern, in characters.
  public static final int LONGEST = 2_048;
}
