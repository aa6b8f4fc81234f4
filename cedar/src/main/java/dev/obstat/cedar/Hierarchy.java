package dev.obstat.cedar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Works out all ancestors of entities from their direct parents. Without recursion: a chain of any
/// length is safe.
final class Hierarchy {
  private final Map<EntityUid, Entity> entities;
  private final Function<EntityUid, @Nullable Set<EntityUid>> known;
  private final Map<EntityUid, Set<EntityUid>> closed = new HashMap<>();
  private final Set<EntityUid> open = new HashSet<>();
  private final List<String> reasons = new ArrayList<>();

  private Hierarchy(
      Map<EntityUid, Entity> entities, Function<EntityUid, @Nullable Set<EntityUid>> known) {
    this.entities = entities;
    this.known = known;
  }

  /// Either the ancestors of each entity, or the reasons why there are none.
  record Closure(Map<EntityUid, Set<EntityUid>> ancestors, List<String> reasons) {}

  /// @param known ancestors of entities that are not among the given ones, null when unknown
  static Closure close(
      Map<EntityUid, Entity> entities, Function<EntityUid, @Nullable Set<EntityUid>> known) {
    Hierarchy hierarchy = new Hierarchy(entities, known);
    for (EntityUid uid : entities.keySet()) {
      hierarchy.close(uid);
      if (!hierarchy.reasons.isEmpty()) {
        break;
      }
    }
    return new Closure(hierarchy.closed, hierarchy.reasons);
  }

  private void close(EntityUid start) {
    Deque<EntityUid> path = new ArrayDeque<>();
    path.push(start);
    while (!path.isEmpty() && reasons.isEmpty()) {
      EntityUid uid = path.element();
      Entity entity = entities.get(uid);
      if (entity == null || closed.containsKey(uid)) {
        path.pop();
        continue;
      }
      if (open.add(uid)) {
        descend(entity, path);
      } else {
        path.pop();
        open.remove(uid);
        closed.put(uid, ancestors(entity));
      }
    }
  }

  private void descend(Entity entity, Deque<EntityUid> path) {
    for (EntityUid parent : entity.parents()) {
      if (open.contains(parent)) {
        reasons.add(
            "the entity "
                + Shown.of(parent.toString())
                + " is an ancestor of itself: remove a"
                + " parent of "
                + Shown.of(entity.uid().toString()));
        return;
      }
      if (entities.containsKey(parent) && !closed.containsKey(parent)) {
        path.push(parent);
      }
    }
  }

  private Set<EntityUid> ancestors(Entity entity) {
    if (entity.parents().isEmpty()) {
      return Set.of();
    }
    Set<EntityUid> ancestors = new HashSet<>();
    for (EntityUid parent : entity.parents()) {
      ancestors.add(parent);
      Set<EntityUid> inherited =
          entities.containsKey(parent) ? closed.get(parent) : known.apply(parent);
      if (inherited != null) {
        ancestors.addAll(inherited);
      }
      if (ancestors.size() > Bounds.ANCESTORS) {
        reasons.add(
            "the entity "
                + Shown.of(entity.uid().toString())
                + " has more than "
                + Bounds.ANCESTORS
                + " ancestors");
        return Set.of();
      }
    }
    return ancestors;
  }
}
