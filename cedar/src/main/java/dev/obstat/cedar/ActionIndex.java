package dev.obstat.cedar;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the policies whose action scope matches, without looking at the others.
final class ActionIndex {
  private final BitSet any = new BitSet();
  private final Map<EntityUid, BitSet> exact = new HashMap<>();
  private final Map<EntityUid, BitSet> groups = new HashMap<>();

  ActionIndex(List<Policy> policies) {
    for (int index = 0; index < policies.size(); index++) {
      switch (policies.get(index).action()) {
        case Scope.Any scope -> any.set(index);
        case Scope.Equal scope -> add(exact, scope.uid(), index);
        case Scope.In scope -> add(groups, scope.uid(), index);
        case Scope.InAny scope -> {
          for (EntityUid uid : scope.uids()) {
            add(groups, uid, index);
          }
        }
        case Scope.Is scope -> throw new IllegalStateException("no scope of an action: " + scope);
        case Scope.IsIn scope -> throw new IllegalStateException("no scope of an action: " + scope);
      }
    }
  }

  private static void add(Map<EntityUid, BitSet> policies, EntityUid uid, int index) {
    policies.computeIfAbsent(uid, _ -> new BitSet()).set(index);
  }

  /// Places in the set, in its order.
  BitSet matching(EntityUid action, Entities entities) {
    BitSet matching = (BitSet) any.clone();
    BitSet named = exact.get(action);
    if (named != null) {
      matching.or(named);
    }
    addGroup(matching, action);
    Entities.Known known = entities.find(action);
    if (known != null) {
      for (EntityUid ancestor : known.ancestors()) {
        addGroup(matching, ancestor);
      }
    }
    return matching;
  }

  private void addGroup(BitSet matching, EntityUid group) {
    BitSet members = groups.get(group);
    if (members != null) {
      matching.or(members);
    }
  }
}
