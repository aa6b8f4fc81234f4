package dev.obstat.cedar;

import java.util.List;

/// What stock Cedar answers: <https://docs.cedarpolicy.com/auth/authorization.html>. Note that it
/// skips a forbid that cannot be evaluated.
public sealed interface CedarDecision {
  /// The policies that decided it.
  List<Policy> reasons();

  /// At least one permit is satisfied and no forbid.
  record Allow(List<Policy> reasons) implements CedarDecision {
    public Allow {
      reasons = List.copyOf(reasons);
    }
  }

  /// A forbid is satisfied, or no permit; in the second case there are no reasons.
  record Deny(List<Policy> reasons) implements CedarDecision {
    public Deny {
      reasons = List.copyOf(reasons);
    }
  }
}
