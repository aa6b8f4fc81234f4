package dev.obstat.core.action;

import java.time.Duration;

/// Whether an action can be undone.
public sealed interface Reversibility {

  /// The opposite action brings the former state back.
  record Reversible() implements Reversibility {}

  /// It can be brought back with something that exists.
  ///
  /// @param with what it is brought back with, for instance `final snapshot`
  /// @param within how long that takes at most
  record Recoverable(String with, Duration within) implements Reversibility {}

  /// Nothing brings it back.
  record Irreversible(String why) implements Reversibility {}

  /// Nobody knows; counts as irreversible.
  record Unknown() implements Reversibility {}

  /// Whether a policy must treat it as final.
  default boolean countsAsIrreversible() {
    return switch (this) {
      case Reversible _, Recoverable _ -> false;
      case Irreversible _, Unknown _ -> true;
    };
  }

  /// The name used in policies, facts and on pages.
  default String word() {
    return switch (this) {
      case Reversible _ -> "reversible";
      case Recoverable _ -> "recoverable";
      case Irreversible _ -> "irreversible";
      case Unknown _ -> "unknown";
    };
  }
}
