package dev.obstat.cedar;

import java.util.List;

/// What the head of a policy demands of the principal, the action or the resource.
public sealed interface Scope {
  /// Nothing.
  record Any() implements Scope {}

  /// `== uid`.
  record Equal(EntityUid uid) implements Scope {}

  /// `in uid`: the entity itself or a descendant.
  record In(EntityUid uid) implements Scope {}

  /// `in [uid, …]`, for the action only. Empty matches nothing.
  record InAny(List<EntityUid> uids) implements Scope {
    public InAny {
      uids = List.copyOf(uids);
    }
  }

  /// `is type`.
  record Is(String type) implements Scope {}

  /// `is type in uid`.
  record IsIn(String type, EntityUid uid) implements Scope {}
}
