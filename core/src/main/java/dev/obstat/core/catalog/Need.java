package dev.obstat.core.catalog;

import java.util.List;

/// What an entity needs of others, beside what it simply depends on.
public sealed interface Need {

  /// It works as long as this many of the group do: replicas, zones, regions, a failover pair.
  /// While fewer than all do, it is degraded.
  ///
  /// @param least how many have to work: at least one, at most all
  /// @param of the group; each stands in it once
  record Some(int least, List<Reference> of) implements Need {
    public Some {
      of = List.copyOf(of);
    }
  }

  /// It works without this one, and is degraded then.
  record Soft(Reference to) implements Need {}

  /// Its data is lost when the data of this one is: what a key encrypts is lost with the key, what
  /// a volume holds with the volume. Says nothing of whether it works.
  record Data(Reference to) implements Need {}

  /// Everyone it names.
  default List<Reference> references() {
    return switch (this) {
      case Some some -> some.of();
      case Soft(Reference to) -> List.of(to);
      case Data(Reference to) -> List.of(to);
    };
  }
}
