package dev.obstat.core.policy;

import dev.obstat.cedar.Evaluation;
import dev.obstat.cedar.ParseResult;
import dev.obstat.cedar.Policy;
import dev.obstat.cedar.PolicyError;
import dev.obstat.cedar.SourceFile;
import dev.obstat.core.action.Action;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.control.Halt;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Quarantine;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import dev.obstat.core.source.SourceFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Policies in Cedar with the annotations `@id`, `@outcome`, `@approvals`, `@cooloff`, `@expires`
/// and `@because`. Immutable; any number of threads may decide.
///
/// For each target, in this order:
///
/// | what the policies say | decision |
/// |---|---|
/// | any of them cannot be evaluated | deny |
/// | no permit is satisfied | deny |
/// | a forbid without `@outcome` is satisfied | deny |
/// | forbids with `@outcome("hold")` are satisfied | hold, on all their terms at once |
/// | otherwise | allow |
///
/// The first three rows are looked at together, so a hold never hides a missing permit. A halt
/// denies whatever the policies say.
public final class PolicySet implements Deciding {
  private final dev.obstat.cedar.PolicySet cedar;
  private final Map<String, Ruling> rulings;
  private final String digest;
  private final Map<String, String> files;

  /// What became of policy text.
  public sealed interface Result {

    record Loaded(PolicySet policies) implements Result {}

    /// Nothing of it is used: half a policy set decides something nobody wrote. In the order of
    /// files and places.
    record Rejected(List<Problem> problems) implements Result {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  private PolicySet(
      dev.obstat.cedar.PolicySet cedar, Map<String, Ruling> rulings, SourceFiles sources) {
    this.cedar = cedar;
    this.rulings = Map.copyOf(rulings);
    this.digest = sources.digest();
    this.files = sources.digests();
  }

  /// @param sources text by file name
  /// @param catalog says which groups anybody is in
  public static Result load(SourceFiles sources, Catalog catalog) {
    List<SourceFile> texts =
        sources.texts().entrySet().stream()
            .map(file -> new SourceFile(file.getKey(), file.getValue()))
            .toList();
    return switch (dev.obstat.cedar.PolicySet.parse(texts)) {
      case ParseResult.Parsed parsed -> read(parsed.policies(), sources, catalog);
      case ParseResult.Rejected rejected ->
          new Result.Rejected(
              rejected.problems().stream()
                  .map(problem -> new Problem(position(problem.position()), problem.message()))
                  .toList());
    };
  }

  private static Result read(
      dev.obstat.cedar.PolicySet cedar, SourceFiles sources, Catalog catalog) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Ruling> rulings = new HashMap<>();
    if (cedar.policies().isEmpty()) {
      String file = sources.texts().isEmpty() ? "policies" : sources.texts().firstKey();
      problems.add(
          new Problem(Position.whole(file), "there is no policy: everything would be denied"));
    }
    for (Policy policy : cedar.policies()) {
      Heads.check(policy, problems::add);
      rulings.put(policy.id(), Annotations.read(policy, catalog, problems::add));
    }
    return problems.isEmpty()
        ? new Result.Loaded(new PolicySet(cedar, rulings, sources))
        : new Result.Rejected(problems.stream().sorted(Problem.IN_ORDER).toList());
  }

  private static Position position(dev.obstat.cedar.Position at) {
    return new Position(at.file(), at.line(), at.column());
  }

  @Override
  public String digest() {
    return digest;
  }

  /// Each file's name and SHA-256.
  public Map<String, String> files() {
    return files;
  }

  /// How many policies there are.
  public int size() {
    return cedar.policies().size();
  }

  @Override
  public Decision decide(Action action, Context context) {
    if (!context.halts().isEmpty()) {
      return new Decision.Deny(context.halts().stream().map(PolicySet::halted).toList());
    }
    if (context.targets().size() != action.targets().size()) {
      throw new IllegalArgumentException("the context is of another action");
    }
    Requests requests = new Requests(action, context);
    Verdict verdict = new Verdict();
    for (Bound bound : context.targets()) {
      verdict.add(decide(bound, requests.about(bound), context));
    }
    return verdict.decision();
  }

  private static Reason halted(Halt halt) {
    return Reason.builtIn(
        "halt",
        "%s halted %s (`%s`): %s; a person has to resume it first"
            .formatted(halt.by(), halt.scope().words(), halt.id(), halt.why()),
        "");
  }

  private Decision decide(Bound bound, Requests.Question question, Context context) {
    Evaluation evaluation = cedar.evaluate(question.request(), question.entities());
    String target = bound.target().shownName();
    List<Reason> denials = denials(evaluation, target);
    if (!denials.isEmpty()) {
      return new Decision.Deny(denials, quarantine(evaluation));
    }
    List<Policy> holding =
        evaluation.satisfiedForbids().stream()
            .filter(policy -> ruling(policy) instanceof Ruling.Holds)
            .toList();
    if (holding.isEmpty()) {
      return new Decision.Allow(reasons(evaluation.satisfiedPermits(), target));
    }
    return hold(holding, bound, context);
  }

  private List<Reason> denials(Evaluation evaluation, String target) {
    List<Reason> denials = new ArrayList<>();
    evaluation.errors().forEach(error -> denials.add(failed(error, target)));
    denials.addAll(
        reasons(
            evaluation.satisfiedForbids().stream()
                .filter(policy -> ruling(policy) instanceof Ruling.Denies)
                .toList(),
            target));
    if (evaluation.satisfiedPermits().isEmpty()) {
      denials.add(Reason.builtIn("no-permit", "no policy permits this", target));
    }
    return denials;
  }

  private Quarantine quarantine(Evaluation evaluation) {
    Quarantine widest = Quarantine.NONE;
    for (Policy policy : evaluation.satisfiedForbids()) {
      if (ruling(policy) instanceof Ruling.Denies denies) {
        widest = widest.or(denies.quarantine());
      }
    }
    return widest;
  }

  private static Reason failed(PolicyError error, String target) {
    return new Reason(
        "policy-error",
        "the policy `%s` cannot be evaluated here, so nothing passes: %s"
            .formatted(error.policy().id(), error.message()),
        error.position().file(),
        error.position().line(),
        target);
  }

  private Decision hold(List<Policy> holding, Bound bound, Context context) {
    SortedSet<String> services = new TreeSet<>(context.impact().down());
    services.addAll(bound.services());
    List<Reason> reasons = new ArrayList<>(reasons(holding, bound.target().shownName()));
    List<Demand> demands = holding.stream().map(this::demand).distinct().toList();
    if (services.isEmpty() && demands.stream().anyMatch(Demand::asksServiceOwners)) {
      reasons.add(
          Reason.builtIn(
              Annotations.SERVICE_OWNER,
              "nobody can approve as service-owner: the catalog knows no service that this is part"
                  + " of; bind it with `obstat.dev/match` and let a component depend on it",
              bound.target().shownName()));
    }
    Terms terms =
        demands.stream().map(demand -> demand.terms(services)).reduce(Terms::join).orElseThrow();
    return new Decision.Hold(terms, reasons);
  }

  private List<Reason> reasons(List<Policy> policies, String target) {
    return policies.stream()
        .map(
            policy ->
                new Reason(
                    policy.id(),
                    ruling(policy).because(),
                    policy.position().file(),
                    policy.position().line(),
                    target))
        .toList();
  }

  private Demand demand(Policy policy) {
    return switch (ruling(policy)) {
      case Ruling.Holds holds -> holds.demand();
      case Ruling.Permits _, Ruling.Denies _ ->
          throw new IllegalStateException("the policy demands nothing: " + policy.id());
    };
  }

  private Ruling ruling(Policy policy) {
    Ruling ruling = rulings.get(policy.id());
    if (ruling == null) {
      throw new IllegalStateException("a policy without a ruling was let in: " + policy.id());
    }
    return ruling;
  }
}
