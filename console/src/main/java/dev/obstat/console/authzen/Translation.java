package dev.obstat.console.authzen;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Turns a question into an action.
///
/// | AuthZEN | here |
/// |---|---|
/// | subject `session` | the agent of that session, with its operator |
/// | subject `agent` | an agent; its operator is its property `operator`, or whose token it is |
/// | subject `user`, `person` | a person |
/// | any other subject | a person by the name `type:id`, whom no catalog knows |
/// | action `name` on a resource of `type` | the operation `authzen:type:name` |
/// | resource | the target `authzen:type:id`; an ARN is itself |
///
/// What an action does is read off the first known word of its name, and off nothing that the
/// subject could choose. A name without one counts as the worst: it takes the resource and its
/// data.
final class Translation {
  static final String WIRE = "authzen";

  private static final Map<String, Effect> VERBS =
      Map.ofEntries(
          Map.entry("read", Effect.READ),
          Map.entry("get", Effect.READ),
          Map.entry("list", Effect.READ),
          Map.entry("view", Effect.READ),
          Map.entry("search", Effect.READ),
          Map.entry("create", Effect.CREATE),
          Map.entry("add", Effect.CREATE),
          Map.entry("update", Effect.UPDATE),
          Map.entry("write", Effect.UPDATE),
          Map.entry("edit", Effect.UPDATE),
          Map.entry("delete", Effect.DELETE),
          Map.entry("remove", Effect.DELETE),
          Map.entry("replace", Effect.REPLACE),
          Map.entry("grant", Effect.PERMISSIONS),
          Map.entry("share", Effect.PERMISSIONS));

  private Translation() {}

  /// @param caller the person whose token it is: a grant is for their enforcement point
  static Action action(Query query, Principal principal, Session session, String caller) {
    Effect effect = effect(query.action().name());
    Set<Harm> harms =
        effect.destroys() || effect == Effect.EXECUTE
            ? Set.of(Harm.REMOVES, Harm.LOSES_DATA)
            : Set.of();
    return new Action(
        session.id(),
        principal,
        new Place(WIRE, caller, "global", ""),
        new Operation(WIRE, query.resource().type(), query.action().name()),
        effect,
        effect.changes() ? new Reversibility.Unknown() : new Reversibility.Reversible(),
        List.of(new Target.Known(target(query.resource()), Target.Part.OBJECT, harms)),
        parameters(query),
        new Content.None(),
        List.of());
  }

  static String target(Query.Party resource) {
    return resource.id().startsWith("arn:")
        ? resource.id()
        : WIRE + ":" + resource.type() + ":" + resource.id();
  }

  static Effect effect(String name) {
    for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (VERBS.containsKey(word)) {
        return VERBS.getOrDefault(word, Effect.EXECUTE);
      }
    }
    return Effect.EXECUTE;
  }

  /// What policies see as `context.request`.
  private static Value.Structure parameters(Query query) {
    Map<String, Value> all = new LinkedHashMap<>();
    all.put("subject", party(query.subject()));
    all.put(
        "action",
        structure("name", query.action().name(), "properties", query.action().properties()));
    all.put("resource", party(query.resource()));
    return new Value.Structure(all);
  }

  private static Value party(Query.Party party) {
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("type", Value.of(party.type()));
    members.put("id", Value.of(party.id()));
    members.put("properties", party.properties());
    return new Value.Structure(members);
  }

  private static Value structure(String name, String text, String other, Value value) {
    Map<String, Value> members = new LinkedHashMap<>();
    members.put(name, Value.of(text));
    members.put(other, value);
    return new Value.Structure(members);
  }
}
