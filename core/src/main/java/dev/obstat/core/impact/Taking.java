package dev.obstat.core.impact;

import dev.obstat.core.action.Harm;
import java.util.Set;

/// What was taken from a target, and what of it still counts.
///
/// @param removal with the target as it was taken
/// @param left the harms that are not made good
public record Taking(Removal removal, Set<Harm> left) {
  public Taking {
    left = Set.copyOf(left);
  }

  /// The removal with the harms that still count.
  public Removal stillCounting() {
    return new Removal(
        removal.dispatch(),
        removal.session(),
        removal.agent(),
        removal.operator(),
        removal.target().losing(left),
        removal.at());
  }
}
