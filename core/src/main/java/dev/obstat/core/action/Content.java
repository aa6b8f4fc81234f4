package dev.obstat.core.action;

/// The body that goes along with an action, beside its parameters.
public sealed interface Content {

  /// There is none, or the parameters are all of it.
  record None() implements Content {}

  /// Bytes that the decision depends on, bound by their hash: other bytes are another action.
  ///
  /// @param sha256 SHA-256 in lower-case hexadecimal
  record Bound(String sha256) implements Content {}

  /// Bytes that are passed on without being read; the decision does not depend on them.
  record Unread() implements Content {}
}
