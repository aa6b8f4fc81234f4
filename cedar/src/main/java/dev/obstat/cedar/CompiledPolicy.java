package dev.obstat.cedar;

import java.util.List;

/// A policy ready to be evaluated. The action's scope is not tested here: [ActionIndex] has done so
/// when it offers the policy.
final class CompiledPolicy {
  private final Policy policy;
  private final Node[] conditions;
  private final boolean[] wanted;
  private final Position[] positions;

  CompiledPolicy(Policy policy) {
    this.policy = policy;
    List<Condition> all = policy.conditions();
    this.conditions =
        all.stream()
            .map(condition -> Compiler.compile(condition.expression()))
            .toArray(Node[]::new);
    this.wanted = new boolean[conditions.length];
    this.positions = new Position[conditions.length];
    for (int index = 0; index < conditions.length; index++) {
      wanted[index] = all.get(index).kind() == Condition.Kind.WHEN;
      positions[index] = all.get(index).expression().position();
    }
  }

  Policy policy() {
    return policy;
  }

  /// The scope first, which never fails; then the conditions up to the first that does not hold.
  ///
  /// @throws EvaluationException when a condition has no truth value
  boolean isSatisfied(Frame frame) {
    if (!matches(policy.principal(), frame, frame.principal().uid())
        || !matches(policy.resource(), frame, frame.resource().uid())) {
      return false;
    }
    for (int index = 0; index < conditions.length; index++) {
      if (Expect.truth(conditions[index].evaluate(frame), positions[index]) != wanted[index]) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Scope scope, Frame frame, EntityUid uid) {
    return switch (scope) {
      case Scope.Any any -> true;
      case Scope.Equal equal -> uid.equals(equal.uid());
      case Scope.In in -> Lookups.in(frame, uid, in.uid());
      case Scope.Is is -> uid.type().equals(is.type());
      case Scope.IsIn is -> uid.type().equals(is.type()) && Lookups.in(frame, uid, is.uid());
      case Scope.InAny in -> throw new IllegalStateException("only actions have a list: " + in);
    };
  }
}
