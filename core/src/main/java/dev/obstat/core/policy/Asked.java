package dev.obstat.core.policy;

import dev.obstat.core.decision.Group;

/// How many votes a policy asks from whom, before it is known which services are concerned.
///
/// @param count at least 0
record Asked(Who who, int count) {

  /// Who is asked.
  sealed interface Who {

    /// A group by name, or anyone.
    record Fixed(Group group) implements Who {}

    /// The owners of every service touched or down.
    record ServiceOwner() implements Who {}
  }
}
