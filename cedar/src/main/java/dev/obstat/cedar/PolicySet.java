package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Policies, compiled and ready to answer requests. Immutable; any number of threads may use one.
///
/// ```java
/// switch (PolicySet.parse(List.of(new SourceFile("p.cedar", text)))) {
///   case ParseResult.Parsed parsed -> parsed.policies().evaluate(request, entities);
///   case ParseResult.Rejected rejected -> rejected.problems().forEach(...);
/// }
/// ```
public final class PolicySet {
  private final List<Policy> policies;
  private final CompiledPolicy[] compiled;
  private final ActionIndex index;

  private PolicySet(List<Policy> policies) {
    this.policies = List.copyOf(policies);
    this.compiled = policies.stream().map(CompiledPolicy::new).toArray(CompiledPolicy[]::new);
    this.index = new ActionIndex(policies);
  }

  /// Reads the policies of all files, in this order, as one set. Whatever the text, the answer is
  /// one of the two results; [Bounds] says how much is taken.
  public static ParseResult parse(List<SourceFile> files) {
    Problems problems = new Problems();
    List<Policy> policies = new ArrayList<>();
    long size = 0;
    for (SourceFile file : files) {
      size += file.text().length();
      if (size > Bounds.TEXT) {
        problems.add(
            new Position(file.name(), 1, 1),
            "too much policy text: a set holds at most " + Bounds.TEXT + " characters");
        break;
      }
      new PolicyParser(file, problems, policies).parse();
    }
    refuseSharedIds(policies, problems);
    return problems.isEmpty()
        ? new ParseResult.Parsed(new PolicySet(policies))
        : new ParseResult.Rejected(problems.inOrder(files));
  }

  private static void refuseSharedIds(List<Policy> policies, Problems problems) {
    Map<String, Policy> byId = new HashMap<>();
    for (Policy policy : policies) {
      Policy first = byId.putIfAbsent(policy.id(), policy);
      if (first != null) {
        Position place =
            policy.annotation("id").map(Annotation::position).orElse(policy.position());
        problems.add(
            place,
            "the policy id "
                + Shown.of(policy.id())
                + " is taken by the policy at "
                + first.position()
                + ": choose another with `@id`");
      }
    }
  }

  /// The policies in the order of files and places.
  public List<Policy> policies() {
    return policies;
  }

  /// Evaluates every policy whose scope fits, permits and forbids alike.
  public Evaluation evaluate(Request request, Entities entities) {
    Frame frame = Frame.of(request, entities);
    List<Policy> permits = new ArrayList<>();
    List<Policy> forbids = new ArrayList<>();
    List<PolicyError> errors = new ArrayList<>();
    BitSet matching = index.matching(request.action(), entities);
    for (int place = matching.nextSetBit(0); place >= 0; place = matching.nextSetBit(place + 1)) {
      CompiledPolicy candidate = compiled[place];
      try {
        if (candidate.isSatisfied(frame)) {
          Policy policy = candidate.policy();
          switch (policy.effect()) {
            case PERMIT -> permits.add(policy);
            case FORBID -> forbids.add(policy);
          }
        }
      } catch (EvaluationException error) {
        errors.add(new PolicyError(candidate.policy(), error.position(), error.reason()));
      }
    }
    return new Evaluation(permits, forbids, errors);
  }
}
