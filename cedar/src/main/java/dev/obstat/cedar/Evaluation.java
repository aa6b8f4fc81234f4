package dev.obstat.cedar;

import java.util.List;

/// Everything a policy set has to say about a request. Both lists are always complete, so that a
/// satisfied forbid never hides a missing permit. Each is in the order of the set.
///
/// Whoever reads only the first two lists fails open when a forbid is in the third.
public record Evaluation(
    List<Policy> satisfiedPermits, List<Policy> satisfiedForbids, List<PolicyError> errors) {
  public Evaluation {
    satisfiedPermits = List.copyOf(satisfiedPermits);
    satisfiedForbids = List.copyOf(satisfiedForbids);
    errors = List.copyOf(errors);
  }

  /// The decision and reasons of stock Cedar for the same files and request.
  public CedarDecision cedarDecision() {
    if (!satisfiedForbids.isEmpty()) {
      return new CedarDecision.Deny(satisfiedForbids);
    }
    return satisfiedPermits.isEmpty()
        ? new CedarDecision.Deny(List.of())
        : new CedarDecision.Allow(satisfiedPermits);
  }
}
