package dev.obstat.cedar;

import java.util.Set;

/// What is known about an entity.
///
/// @param parents its direct parents; `in` follows them to any distance
/// @param tags values by tag name, which only `hasTag` and `getTag` see
public record Entity(
    EntityUid uid, Value.Record attributes, Set<EntityUid> parents, Value.Record tags) {
  public Entity {
    parents = Set.copyOf(parents);
  }

  /// An entity without tags.
  public Entity(EntityUid uid, Value.Record attributes, Set<EntityUid> parents) {
    this(uid, attributes, parents, Value.Record.EMPTY);
  }
}
