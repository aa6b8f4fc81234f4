package dev.obstat.core.policy;

import dev.obstat.cedar.Entities;
import dev.obstat.cedar.Entity;
import dev.obstat.cedar.EntityUid;
import dev.obstat.cedar.Request;
import dev.obstat.cedar.Value;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Turns an action and its context into questions for Cedar, one per target.
final class Requests {
  /// One question, with the entities that it is about.
  record Question(Request request, Entities entities) {}

  private final Entity principal;
  private final Value.Record context;
  private final EntityUid operation;
  private final Set<EntityUid> groups;

  Requests(Action action, Context context) {
    this.principal = principal(action.principal());
    this.context = ContextRecord.of(action, context);
    this.operation = new EntityUid(Vocabulary.ACTION, action.operation().toString());
    this.groups = groups(action);
  }

  Question about(Bound bound) {
    Entity action = new Entity(operation, Value.Record.EMPTY, groups(bound.target()));
    Entity resource = resource(bound);
    return new Question(
        new Request(principal.uid(), operation, resource.uid(), context),
        Entities.EMPTY.with(List.of(principal, action, resource)));
  }

  private static Entity principal(Principal principal) {
    return switch (principal) {
      case Principal.Agent(String name, String operator) ->
          new Entity(
              new EntityUid(Vocabulary.AGENT, name),
              Value.Record.of(Map.of("operator", Value.of(person(operator)))),
              Set.of(Vocabulary.AGENTS));
      case Principal.Person(String id) ->
          new Entity(person(id), Value.Record.EMPTY, Set.of(Vocabulary.PEOPLE));
    };
  }

  private static EntityUid person(String id) {
    return new EntityUid(Vocabulary.PERSON, id);
  }

  /// What is true of the action whatever the target.
  private static Set<EntityUid> groups(Action action) {
    Operation operation = action.operation();
    Set<EntityUid> groups = new HashSet<>();
    groups.add(group(operation.gateway()));
    groups.add(group(operation.gateway() + ":" + operation.service()));
    groups.add(group(action.effect().word()));
    if (action.effect().discloses()) {
      groups.add(group(Effect.DISCLOSE.word()));
    }
    if (action.destroys()) {
      groups.add(group(Vocabulary.DESTROY));
    }
    if (action.effect().changes() || action.harms()) {
      groups.add(group(Vocabulary.CHANGE));
    }
    return groups;
  }

  private Set<EntityUid> groups(Target target) {
    Set<EntityUid> all = new HashSet<>(groups);
    if (target.harms().contains(Harm.DISABLES)) {
      all.add(group(Vocabulary.DISABLE));
    }
    if (target.harms().contains(Harm.UNPROTECTS)) {
      all.add(group(Vocabulary.UNPROTECT));
    }
    if (target instanceof Target.Known known) {
      switch (known.part()) {
        case PASSED_ROLE -> all.add(group(Vocabulary.PASS_ROLE));
        case LATER_CODE -> all.add(group(Vocabulary.LATER_CODE));
        case OBJECT, SOURCE -> {}
      }
    }
    return all;
  }

  private static EntityUid group(String name) {
    return new EntityUid(Vocabulary.ACTION, name);
  }

  private static Entity resource(Bound bound) {
    Set<EntityUid> parents = new HashSet<>();
    parents.add(new EntityUid(Vocabulary.STAGE, bound.stage()));
    bound.entities().forEach(name -> parents.add(new EntityUid(Vocabulary.ENTITY, name)));
    bound.services().forEach(name -> parents.add(new EntityUid(Vocabulary.SERVICE, name)));
    Value harms =
        Value.Set.of(bound.target().harms().stream().map(harm -> Value.of(harm.word())).toList());
    return switch (bound.target()) {
      case Target.Known known ->
          new Entity(
              new EntityUid(Vocabulary.RESOURCE, known.name()),
              attributes(bound, harms, part(known.part())),
              parents);
      case Target.Unresolved _ ->
          new Entity(
              Vocabulary.UNKNOWN_RESOURCE,
              attributes(bound, harms, part(Target.Part.OBJECT)),
              parents);
    };
  }

  private static Value.Record attributes(Bound bound, Value harms, String part) {
    return Value.Record.of(
        Map.of(
            "unbound", Value.of(bound.isUnbound()),
            "stage", Value.of(bound.stage()),
            "part", Value.of(part),
            "harms", harms));
  }

  private static String part(Target.Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
