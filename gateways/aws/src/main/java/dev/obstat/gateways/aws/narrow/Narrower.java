package dev.obstat.gateways.aws.narrow;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.narrow.DependentActions.On;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Works out what the credentials of an action are narrowed to, so that an error of ours in reading
/// the request becomes a refusal on the other side.
///
/// Resources are named where it is known which ones IAM checks: for S3, DynamoDB, SQS and the like
/// always; for other services when an operation reads or destroys what it names. Other operations
/// touch resources that the request does not tell (a new instance's network interface), so they are
/// narrowed to the operation alone.
///
/// A policy that is too long names groups (all keys of a bucket, all tables) in place of targets,
/// and then any resource. For reads of keys it names the bucket's at once, so that they share a
/// session.
final class Narrower {
  private static final Optional<String> UNKNOWN_ACTION =
      Optional.of("IAM's name of the operation is not known, so it is the whole service");
  private static final String ON_TARGETS = "its operation on its targets";
  private static final String ON_BUCKETS = "its operation on its targets' buckets";

  private final DependentActions dependent = new DependentActions();

  /// @param sharing whether all keys of a bucket are named in place of one
  Narrowing narrow(Identified identified, Action action, boolean sharing) {
    Actions actions = actions(identified, action);
    Set<String> named = new LinkedHashSet<>();
    Optional<String> obstacle =
        actions.unknown ? UNKNOWN_ACTION : resources(identified, action, named);
    if (obstacle.isPresent()) {
      return anything(action, actions, obstacle.get());
    }
    Set<String> first = sharing ? ResourceForms.keysAsOne(named) : named;
    String exact = policy(action, actions, first, false);
    if (exact.length() <= SessionPolicy.LONGEST) {
      boolean whole = !first.equals(named);
      return new Narrowing.Scoped(exact, whole ? ON_BUCKETS : ON_TARGETS);
    }
    String grouped = policy(action, actions, ResourceForms.groups(named), true);
    if (grouped.length() <= SessionPolicy.LONGEST) {
      return new Narrowing.Scoped(grouped, "its operation on all beside its targets");
    }
    return anything(action, actions, "the targets are too many for one session policy");
  }

  /// @param unknown whether the index does not know which action it is
  private record Actions(
      Set<String> objects,
      Set<String> sources,
      Set<String> containers,
      Set<String> anything,
      boolean unknown) {}

  private Actions actions(Identified identified, Action action) {
    String iam = identified.model().service().iam();
    ApiOperation operation = identified.operation();
    Actions actions =
        new Actions(
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            false);
    boolean documented = operation.access() != ApiOperation.Access.UNKNOWN;
    if (documented) {
      actions.objects.add(iam + ":" + operation.action());
    }
    for (DependentActions.Line line : dependent.of(iam, operation.name(), action.parameters())) {
      switch (line.on()) {
        case On.OBJECT -> actions.objects.addAll(line.actions());
        case On.SOURCE -> actions.sources.addAll(line.actions());
        case On.CONTAINER -> actions.containers.addAll(line.actions());
        case On.ANYTHING -> actions.anything.addAll(line.actions());
      }
    }
    if (actions.sources.isEmpty()) {
      actions.sources.addAll(actions.objects);
    }
    if (carriesTags(action)) {
      actions.anything.addAll(
          List.of(iam + ":TagResource", iam + ":CreateTags", iam + ":AddTags*", iam + ":Tag*"));
    }
    boolean nothing = actions.objects.isEmpty() && actions.anything.isEmpty();
    if (nothing) {
      actions.anything.add(iam + ":*");
    }
    return new Actions(
        actions.objects, actions.sources, actions.containers, actions.anything, nothing);
  }

  /// IAM checks tagging apart from making, under a name of each service's own.
  private static boolean carriesTags(Action action) {
    return action.effect() == Effect.CREATE
        && action.parameters().members().keySet().stream().anyMatch(name -> name.startsWith("Tag"));
  }

  /// @param named gets the resources of the objects
  /// @return why they cannot be named
  private static Optional<String> resources(
      Identified identified, Action action, Set<String> named) {
    String iam = identified.model().service().iam();
    boolean listed = ResourceForms.isListed(identified);
    if (!listed && !namesAll(action.effect())) {
      return Optional.of("it may touch resources that the request does not name");
    }
    Set<String> objects = new LinkedHashSet<>();
    for (Target target : action.targets()) {
      switch (target) {
        case Target.Unresolved _ -> {
          return Optional.of("not every target could be named");
        }
        case Target.Known known when known.part() == Target.Part.OBJECT ->
            objects.add(known.name());
        case Target.Known _ -> {}
      }
    }
    if (objects.isEmpty() || objects.stream().anyMatch(name -> name.endsWith(":*"))) {
      return Optional.of("the operation is about no single resource");
    }
    if (!ResourceForms.areArns(objects)) {
      return Optional.of("the request does not say the ARN of its target");
    }
    return listed
        ? ResourceForms.listed(iam, objects, named)
        : ResourceForms.ofTemplates(identified.operation(), objects, named);
  }

  private static boolean namesAll(Effect effect) {
    return switch (effect) {
      case READ, DISCLOSE, MINT, DELETE -> true;
      case CREATE, UPDATE, REPLACE, PERMISSIONS, EXECUTE -> false;
    };
  }

  private static String policy(
      Action action, Actions actions, Set<String> objects, boolean grouped) {
    Set<String> sources = new LinkedHashSet<>();
    for (Target target : action.targets()) {
      if (target instanceof Target.Known known && known.part() == Target.Part.SOURCE) {
        sources.add(SessionPolicy.literal(known.name()));
      }
    }
    return rest(action, actions)
        .allow(actions.objects, objects)
        .allow(actions.sources, grouped ? ResourceForms.groups(sources) : sources)
        .allow(actions.containers, ResourceForms.containers(objects))
        .json();
  }

  private static Narrowing anything(Action action, Actions actions, String why) {
    Set<String> all = new LinkedHashSet<>(actions.objects);
    all.addAll(actions.containers);
    if (action.targets().stream().anyMatch(Narrower::isSource)) {
      all.addAll(actions.sources);
    }
    return new Narrowing.Unscoped(rest(action, actions).allow(all, List.of("*")).json(), why);
  }

  private static boolean isSource(Target target) {
    return target instanceof Target.Known known && known.part() == Target.Part.SOURCE;
  }

  /// What goes with every width: roles that are handed over, and what has no resource.
  private static SessionPolicy rest(Action action, Actions actions) {
    Set<String> roles = new LinkedHashSet<>();
    for (Target target : action.targets()) {
      if (target instanceof Target.Known known && known.part() == Target.Part.PASSED_ROLE) {
        // A role that stands in an instance profile is not named by the profile.
        roles.add(known.name().contains(":role/") ? SessionPolicy.literal(known.name()) : "*");
      }
    }
    return new SessionPolicy()
        .allow(List.of("iam:PassRole"), roles)
        .allow(actions.anything, List.of("*"));
  }
}
