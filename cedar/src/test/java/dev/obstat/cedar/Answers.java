package dev.obstat.cedar;

import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/// Evaluations as text that can be compared with what other engines say.
final class Answers {
  private Answers() {}

  /// Decision, reasons and errors with policies named by their place, as upstream does.
  static String numbered(Evaluation evaluation, PolicySet policies) {
    IdentityHashMap<Policy, String> names = new IdentityHashMap<>();
    for (int index = 0; index < policies.policies().size(); index++) {
      names.put(policies.policies().get(index), "policy" + index);
    }
    CedarDecision decision = evaluation.cedarDecision();
    Set<String> reasons = new TreeSet<>();
    decision.reasons().forEach(policy -> reasons.add(names.get(policy)));
    Set<String> errors = new TreeSet<>();
    evaluation.errors().forEach(error -> errors.add(names.get(error.policy())));
    String word =
        switch (decision) {
          case CedarDecision.Allow _ -> "allow";
          case CedarDecision.Deny _ -> "deny";
        };
    return word + " reasons " + reasons + " errors " + errors;
  }
}
