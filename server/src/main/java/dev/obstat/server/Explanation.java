package dev.obstat.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.gateways.aws.Addressed;
import dev.obstat.gateways.aws.Explainer.Explained;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The line that `obstat explain` prints for a request; docs/aws.md describes its members.
final class Explanation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Explanation() {}

  static ObjectNode refused(String source, Addressed addressed, Explained.Refused no) {
    ObjectNode line = start(source, addressed);
    line.put("asked", no.asked()).put("decision", "deny").put("code", no.code());
    line.putArray("reasons").addObject().put("policy", "not-understood").put("sentence", no.why());
    return line;
  }

  static ObjectNode of(
      String source,
      Addressed addressed,
      Explained.Understood understood,
      Context context,
      Decision decision) {
    Action action = understood.action();
    ObjectNode line = start(source, addressed);
    line.put("model", understood.model())
        .put("service", action.operation().service())
        .put("operation", action.operation().name())
        .put("action", action.operation().toString());
    line.set("parameters", value(action.parameters()));
    if (!understood.unknownParameters().isEmpty()) {
      line.set("unknownParameters", texts(understood.unknownParameters()));
    }
    ArrayNode targets = line.putArray("targets");
    context.targets().forEach(bound -> targets.add(target(bound)));
    line.put("effect", action.effect().word());
    line.put("destroys", action.destroys());
    line.put("why", understood.why());
    line.set("reversibility", reversibility(action.reversibility()));
    line.set("unpinned", texts(action.unpinned()));
    line.set("impact", impact(context));
    decision(line, decision);
    return line;
  }

  private static ObjectNode start(String source, Addressed addressed) {
    return JSON.objectNode()
        .put("source", source)
        .put("signature", "not checked")
        .put("signingName", addressed.signingName())
        .put("region", addressed.region());
  }

  private static ObjectNode target(Bound bound) {
    ObjectNode node = JSON.objectNode();
    switch (bound.target()) {
      case Target.Known known ->
          node.put("name", known.name())
              .put("resolved", true)
              .put("part", known.part().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Target.Unresolved unresolved ->
          node.put("name", unresolved.written())
              .put("resolved", false)
              .put("why", unresolved.why());
    }
    node.set("harms", texts(bound.target().harms().stream().sorted().map(Harm::word).toList()));
    node.put("stage", bound.stage());
    node.set("entities", texts(bound.entities().stream().sorted().toList()));
    return node;
  }

  private static ObjectNode reversibility(Reversibility reversibility) {
    ObjectNode node = JSON.objectNode().put("is", reversibility.word());
    switch (reversibility) {
      case Reversibility.Recoverable(var with, var within) ->
          node.put("with", with).put("within", within.toString());
      case Reversibility.Irreversible(var why) -> node.put("why", why);
      case Reversibility.Reversible _, Reversibility.Unknown _ -> {}
    }
    return node;
  }

  private static ObjectNode impact(Context context) {
    ObjectNode node = JSON.objectNode().put("known", context.impact().isKnown());
    node.set("down", texts(List.copyOf(context.impact().down())));
    node.set("degraded", texts(List.copyOf(context.impact().degraded())));
    node.set("dataLost", texts(List.copyOf(context.impact().dataLost())));
    return node;
  }

  private static void decision(ObjectNode line, Decision decision) {
    switch (decision) {
      case Decision.Allow _ -> line.put("decision", "allow");
      case Decision.Deny _ -> line.put("decision", "deny");
      case Decision.Hold hold -> {
        line.put("decision", "hold");
        line.set("terms", terms(hold.terms()));
      }
    }
    ArrayNode reasons = line.putArray("reasons");
    for (Reason reason : decision.reasons()) {
      reasons
          .addObject()
          .put("policy", reason.policy())
          .put("sentence", reason.sentence())
          .put("file", reason.file())
          .put("line", reason.line())
          .put("target", reason.target());
    }
  }

  private static ObjectNode terms(Terms terms) {
    ObjectNode node = JSON.objectNode();
    node.set("approvals", approvals(terms.approvals()));
    ArrayNode later = node.putArray("later");
    terms.later().forEach(round -> later.add(approvals(round.approvals())));
    return node.put("coolOff", terms.coolOff().toString())
        .put("expires", terms.expires().toString());
  }

  private static ArrayNode approvals(List<Terms.Approvals> round) {
    ArrayNode approvals = JSON.arrayNode();
    for (Terms.Approvals asked : round) {
      String group =
          switch (asked.group()) {
            case Group.Named named -> named.name();
            case Group.OwnersOf owners -> "owners of " + owners.service();
            case Group.Peers _ -> "peer";
          };
      approvals.addObject().put("group", group).put("count", asked.count());
    }
    return approvals;
  }

  /// Secrets have no text in an action; what remains of them is that they are there.
  private static JsonNode value(Value value) {
    return switch (value) {
      case Value.Text(String text) -> JSON.textNode(text);
      case Value.Numeric(var number) -> JSON.numberNode(number);
      case Value.Flag(boolean flag) -> JSON.booleanNode(flag);
      case Value.Nothing _ -> JSON.nullNode();
      case Value.Blob(String sha256, long length) ->
          JSON.objectNode().put("sha256", sha256).put("length", length);
      case Value.Secret _ -> JSON.textNode("(secret)");
      case Value.IdempotencyToken(String given) -> JSON.textNode(given);
      case Value.Sequence(var items) -> {
        ArrayNode node = JSON.arrayNode();
        items.forEach(item -> node.add(value(item)));
        yield node;
      }
      case Value.Structure(Map<String, Value> members) -> {
        ObjectNode node = JSON.objectNode();
        members.forEach((name, member) -> node.set(name, value(member)));
        yield node;
      }
    };
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode node = JSON.arrayNode();
    texts.forEach(node::add);
    return node;
  }
}
