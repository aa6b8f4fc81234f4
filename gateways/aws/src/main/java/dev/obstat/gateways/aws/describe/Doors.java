package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Operations whose effect is in a text that they carry: translated to what the text does. A text
/// that cannot be read counts as one that loses data nobody knows where.
final class Doors {
  private final ResourceTypes types = new ResourceTypes();

  /// Empty when the operation is no such door.
  ///
  /// @param rule what is said of the operation
  Optional<Door> open(
      String iam, String operation, Value.Structure parameters, Rule rule, Home home) {
    if (rule.effect() == Effect.READ) {
      return Optional.empty();
    }
    return switch (iam + ":" + operation) {
      case "dynamodb:ExecuteStatement" ->
          Optional.of(partiql(Parameters.at(parameters, "Statement"), rule, home));
      case "dynamodb:BatchExecuteStatement" ->
          Optional.of(partiql(Parameters.at(parameters, "Statements.Statement"), rule, home));
      case "dynamodb:ExecuteTransaction" ->
          Optional.of(
              partiql(Parameters.at(parameters, "TransactStatements.Statement"), rule, home));
      case "rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement" ->
          Optional.of(sql(Parameters.at(parameters, "sql"), rule));
      case "rds-data:ExecuteSql" ->
          Optional.of(sql(Parameters.at(parameters, "sqlStatements"), rule));
      case "redshift-data:ExecuteStatement" ->
          Optional.of(sql(Parameters.at(parameters, "Sql"), rule));
      case "redshift-data:BatchExecuteStatement" ->
          Optional.of(sql(Parameters.at(parameters, "Sqls"), rule));
      case "athena:StartQueryExecution" ->
          Optional.of(sql(Parameters.at(parameters, "QueryString"), rule));
      case "cloudformation:CreateResource",
          "cloudformation:UpdateResource",
          "cloudformation:DeleteResource" ->
          Optional.of(resource(parameters, rule, home));
      case "cloudformation:CreateStack",
          "cloudformation:UpdateStack",
          "cloudformation:CreateChangeSet",
          "cloudformation:CreateStackSet",
          "cloudformation:UpdateStackSet" ->
          Optional.of(stack(parameters, rule, home));
      default -> Optional.empty();
    };
  }

  private static Door partiql(List<Value> statements, Rule rule, Home home) {
    List<Target> targets = new ArrayList<>();
    Rule all = null;
    for (Value statement : statements) {
      PartiQl read = PartiQl.read(Parameters.text(statement));
      Rule one = said(rule, read.effect(), read.harms(), read.why());
      all = all == null ? one : all.join(one);
      targets.add(
          read.table().isEmpty()
              ? new Target.Unresolved(
                  "a PartiQL statement", "the statement cannot be read", Set.of(Harm.LOSES_DATA))
              : new Target.Known(
                  read.table().startsWith("arn:")
                      ? read.table()
                      : home.filled("arn:P:dynamodb:R:A:table/" + read.table()),
                  Target.Part.OBJECT,
                  read.harms()));
    }
    return all == null ? blind(rule, "the request has no statement") : new Door(all, targets, true);
  }

  private static Door sql(List<Value> statements, Rule rule) {
    boolean reads =
        !statements.isEmpty()
            && statements.stream().map(Parameters::text).allMatch(PlainSelect::isOne);
    if (reads) {
      return new Door(
          said(rule, Effect.READ, Set.of(), "a SELECT that only reads"), List.of(), false);
    }
    String why = "SQL that is no plain SELECT may change or drop any table";
    return new Door(
        said(rule, Effect.EXECUTE, Set.of(Harm.LOSES_DATA), why),
        List.of(
            new Target.Unresolved(
                "the tables of an SQL statement",
                "only a single plain SELECT is read as one",
                Set.of(Harm.LOSES_DATA))),
        false);
  }

  /// Cloud Control: one resource of any type. What it is to look like is a secret in the model, so
  /// roles in it are not seen: types that may have one are told as acting later.
  private Door resource(Value.Structure parameters, Rule rule, Home home) {
    String type = text(parameters, "TypeName");
    String identifier = text(parameters, "Identifier");
    if (type.isEmpty()) {
      return blind(rule, "the type of the resource is not named");
    }
    boolean permissions = types.isAboutPermissions(type) && rule.effect() != Effect.DELETE;
    Rule translated =
        said(
            rule,
            permissions ? Effect.PERMISSIONS : rule.effect(),
            rule.harms(),
            rule.why() + ": " + type);
    Set<Target> targets = new LinkedHashSet<>();
    Optional<String> name =
        identifier.isEmpty() ? Optional.empty() : types.name(type, identifier, home);
    if (name.isPresent()) {
      targets.add(new Target.Known(name.get(), Target.Part.OBJECT, rule.harms()));
    } else if (rule.effect() != Effect.CREATE) {
      targets.add(
          new Target.Unresolved(
              (type + " " + identifier).strip(),
              "the ARN of this type of resource is not known here",
              rule.harms()));
    }
    if (types.actsLater(type) && rule.effect() != Effect.DELETE) {
      targets.add(
          new Target.Known(
              home.filled("arn:P:cloudformation:R:A:type/resource/" + type.replace("::", "-")),
              Target.Part.LATER_CODE,
              Set.of()));
    }
    return new Door(translated, List.copyOf(targets), rule.effect() != Effect.CREATE);
  }

  /// A template in the request; one at an address is not pinned and cannot be read.
  private Door stack(Value.Structure parameters, Rule rule, Home home) {
    String body = text(parameters, "TemplateBody");
    String named = text(parameters, "StackName") + text(parameters, "StackSetName");
    if (body.isEmpty()) {
      return new Door(
          rule,
          List.of(
              new Target.Unresolved(
                  "the template of " + named,
                  "it is not in the request: give it as `TemplateBody`",
                  rule.harms())),
          false);
    }
    return switch (StackTemplate.read(body)) {
      case StackTemplate.Unreadable no ->
          new Door(
              rule,
              List.of(new Target.Unresolved("the template of " + named, no.why(), rule.harms())),
              false);
      case StackTemplate.Read read -> stack(named, read, rule, home);
    };
  }

  private Door stack(String named, StackTemplate.Read template, Rule rule, Home home) {
    Set<Target> targets = new LinkedHashSet<>();
    boolean permissions = false;
    String stack =
        named.startsWith("arn:") ? named : home.filled("arn:P:cloudformation:R:A:stack/" + named);
    for (StackTemplate.Resource resource : template.resources()) {
      permissions |= types.isAboutPermissions(resource.type());
      if (types.actsLater(resource.type())) {
        targets.add(
            new Target.Known(stack + "/" + resource.logicalId(), Target.Part.LATER_CODE, Set.of()));
      }
      if (types.isAnything(resource.type())) {
        targets.add(
            new Target.Unresolved(
                resource.logicalId() + " (" + resource.type() + ")",
                "what it makes is not in the template",
                rule.harms()));
      }
    }
    if (template.transformed()) {
      targets.add(
          new Target.Unresolved(
              "the template of " + named, "a transform may add any resource to it", rule.harms()));
    }
    template
        .roles()
        .forEach(role -> targets.add(new Target.Known(role, Target.Part.PASSED_ROLE, Set.of())));
    boolean worse = permissions && rule.effect() == Effect.CREATE;
    return new Door(
        said(
            rule,
            worse ? Effect.PERMISSIONS : rule.effect(),
            rule.harms(),
            rule.why() + ": " + template.summary()),
        List.copyOf(targets),
        false);
  }

  private static Door blind(Rule rule, String why) {
    return new Door(
        said(rule, Effect.EXECUTE, Set.of(Harm.LOSES_DATA), why),
        List.of(
            new Target.Unresolved(
                rule.pattern().toString(), why, Set.of(Harm.REMOVES, Harm.LOSES_DATA))),
        true);
  }

  private static Rule said(Rule rule, Effect effect, Set<Harm> harms, String why) {
    Reversibility reversibility =
        effect == Effect.READ
            ? new Reversibility.Reversible()
            : harms.contains(Harm.LOSES_DATA)
                ? new Reversibility.Irreversible(why)
                : rule.reversibility();
    return new Rule(rule.pattern(), effect, harms, reversibility, why);
  }

  private static String text(Value.Structure parameters, String name) {
    List<Value> found = Parameters.at(parameters, name);
    return found.isEmpty() ? "" : Parameters.text(found.getFirst());
  }
}
