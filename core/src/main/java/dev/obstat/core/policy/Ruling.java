package dev.obstat.core.policy;

import dev.obstat.core.decision.Quarantine;

/// What a policy means when it is satisfied.
sealed interface Ruling {

  /// Its sentence for people and agents; empty for a permit that gives none.
  String because();

  record Permits(String because) implements Ruling {}

  record Holds(Demand demand, String because) implements Ruling {}

  record Denies(String because, Quarantine quarantine) implements Ruling {}
}
