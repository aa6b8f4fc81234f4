package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.describe.Template.Filled;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The resources that a request names: by curated lines, else by IAM's ARN forms, else by the ARNs
/// among its parameters that can be what the operation is about. What names none is about the
/// service as a whole when it reads; when it changes anything it is a setting of the account, or
/// unresolved.
final class Targets {
  private final List<TargetLine> curated =
      Curated.lines("targets.txt").stream().map(TargetLine::parse).toList();
  private final PassedRoles passedRoles = new PassedRoles();
  private final List<OperationPattern> later =
      Curated.lines("later.txt").stream()
          .map(line -> new OperationPattern(line.split("\\s*\\|", 2)[0]))
          .toList();
  private final Map<String, List<OperationPattern>> laterOf = new ConcurrentHashMap<>();
  private final RequestNames names = new RequestNames();
  private final Documented documented = new Documented();
  private final AccountSettings settings = new AccountSettings();
  private final Unnameable unnameable = new Unnameable();
  private final Map<String, List<TargetLine>> byOperation = new ConcurrentHashMap<>();
  private final Map<ApiOperation.Named, Template> templates = new ConcurrentHashMap<>();

  List<Target> of(Identified identified, Value.Structure parameters, Rule rule, Home home) {
    String iam = identified.model().service().iam();
    ApiOperation operation = identified.operation();
    Set<Target> targets = new LinkedHashSet<>();
    curated(iam, operation.name(), parameters, rule, home, targets);
    boolean named = targets.stream().anyMatch(Targets::isObject);
    if (!named) {
      byIam(operation, parameters, rule, home, targets);
      byArns(arn -> documented.isAbout(iam, operation, arn), parameters, rule, targets);
      named = targets.stream().anyMatch(Targets::isObject);
    }
    if (!named && rule.effect() != Effect.READ) {
      names
          .in(iam, operation, parameters, home)
          .forEach(filled -> add(filled, Target.Part.OBJECT, rule, targets));
    }
    if (rule.effect() != Effect.READ && !iam.equals("iam") && !iam.equals("sts")) {
      targets.addAll(passedRoles.in(iam, parameters, home));
    }
    actsLater(iam, operation.name(), parameters, home, targets);
    ambiguousTwin(identified, rule, targets);
    whole(iam, operation.name(), rule, home, targets);
    return bounded(List.copyOf(targets), rule);
  }

  /// No more than can be judged.
  static List<Target> bounded(List<Target> targets, Rule rule) {
    if (targets.size() > Action.MOST_TARGETS) {
      String many = targets.size() + " resources";
      return List.of(new Target.Unresolved(many, "more than can be judged", rule.harms()));
    }
    return targets;
  }

  private void curated(
      String iam,
      String name,
      Value.Structure parameters,
      Rule rule,
      Home home,
      Set<Target> targets) {
    List<TargetLine> lines =
        byOperation.computeIfAbsent(
            iam + ":" + name,
            _ -> curated.stream().filter(line -> line.pattern().names(iam, name)).toList());
    for (TargetLine line : lines) {
      if (line.pattern().holds(parameters)) {
        add(line.template().fill(parameters, home), line.part(), rule, targets);
      }
    }
  }

  private void byIam(
      ApiOperation operation,
      Value.Structure parameters,
      Rule rule,
      Home home,
      Set<Target> targets) {
    Map<ApiOperation.Named, Filled> filled = new LinkedHashMap<>();
    for (ApiOperation.Named resource : operation.resources()) {
      Template template =
          templates.computeIfAbsent(resource, one -> Template.of(one.template(), one.parameters()));
      filled.put(resource, template.fill(parameters, home));
    }
    filled.forEach(
        (resource, names) ->
            add(
                names,
                Target.Part.OBJECT,
                hasPartIn(resource, filled) ? Set.of() : rule.harms(),
                targets));
  }

  /// Whether the request is about a part of the resource, which is then what loses something: the
  /// template of a domain and not the domain.
  private static boolean hasPartIn(
      ApiOperation.Named resource, Map<ApiOperation.Named, Filled> filled) {
    String whole = resource.template();
    return filled.entrySet().stream()
        .filter(other -> other.getKey().template().startsWith(whole))
        .filter(other -> other.getKey().template().startsWith("/", whole.length()))
        .anyMatch(other -> !other.getValue().names().isEmpty());
  }

  /// Services that take ARNs say so in the values themselves.
  private static void byArns(
      Predicate<String> changed, Value value, Rule rule, Set<Target> targets) {
    switch (value) {
      case Value.Structure(Map<String, Value> members) ->
          members.forEach((_, member) -> byArns(changed, member, rule, targets));
      case Value.Sequence(var items) -> items.forEach(item -> byArns(changed, item, rule, targets));
      case Value.Text(String text) -> {
        if (!Template.isArn(text) || !changed.test(text)) {
          return;
        }
        targets.add(
            text.indexOf('*') < 0
                ? new Target.Known(text, Target.Part.OBJECT, rule.harms())
                : new Target.Unresolved(text, "a wildcard", rule.harms()));
      }
      case Value.Numeric _, Value.Flag _, Value.Nothing _ -> {}
      case Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> {}
    }
  }

  private static void add(Filled filled, Target.Part part, Rule rule, Set<Target> targets) {
    add(filled, part, part == Target.Part.OBJECT ? rule.harms() : Set.of(), targets);
  }

  private static void add(Filled filled, Target.Part part, Set<Harm> harms, Set<Target> targets) {
    filled.names().forEach(name -> targets.add(new Target.Known(name, part, harms)));
    for (String written : filled.unnamed()) {
      targets.add(new Target.Unresolved(written, "no single resource is named", harms));
    }
  }

  /// Where no code, document or schedule is named, it is what the operation is about; and where
  /// that has no name, the service as a whole.
  private void actsLater(
      String iam, String name, Value.Structure parameters, Home home, Set<Target> targets) {
    boolean acts =
        laterOf
            .computeIfAbsent(
                iam + ":" + name,
                _ -> later.stream().filter(pattern -> pattern.names(iam, name)).toList())
            .stream()
            .anyMatch(pattern -> pattern.holds(parameters));
    if (!acts || !named(targets, Target.Part.LATER_CODE).isEmpty()) {
      return;
    }
    List<String> objects = named(targets, Target.Part.OBJECT);
    for (String object : objects.isEmpty() ? List.of(home.service(iam)) : objects) {
      targets.add(new Target.Known(object, Target.Part.LATER_CODE, Set.of()));
    }
  }

  private static List<String> named(Set<Target> targets, Target.Part part) {
    List<String> names = new ArrayList<>();
    for (Target target : targets) {
      if (target instanceof Target.Known known && known.part() == part) {
        names.add(known.name());
      }
    }
    return names;
  }

  /// Twins may call their parameters otherwise, so a name read from one may not be the other's.
  private static void ambiguousTwin(Identified identified, Rule rule, Set<Target> targets) {
    if (!identified.twins().isEmpty() && rule.effect() != Effect.READ) {
      targets.add(
          new Target.Unresolved(
              identified.named().toString(),
              "two services have this operation, and nothing says which is meant",
              rule.harms()));
    }
  }

  private void whole(String iam, String name, Rule rule, Home home, Set<Target> targets) {
    if (!targets.isEmpty()
        && (targets.stream().anyMatch(Targets::isObject) || rule.effect() == Effect.CREATE)) {
      return;
    }
    if (!rule.effect().changes()) {
      if (targets.isEmpty()) {
        targets.add(Target.Known.unharmed(home.service(iam)));
      }
      return;
    }
    targets.add(
        settings
            .name(iam, name, home)
            .<Target>map(setting -> new Target.Known(setting, Target.Part.OBJECT, rule.harms()))
            .orElseGet(() -> unnamed(iam, name, rule)));
  }

  private Target unnamed(String iam, String name, Rule rule) {
    String why =
        unnameable
            .reason(iam, name)
            .map(Unnameable.Reason::why)
            .orElse("the request does not name the resource");
    return new Target.Unresolved(iam + ":" + name, why, rule.harms());
  }

  private static boolean isObject(Target target) {
    return switch (target) {
      case Target.Known known -> known.part() == Target.Part.OBJECT;
      case Target.Unresolved _ -> true;
    };
  }
}
