package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.context.Live;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import dev.obstat.core.session.Tunnel;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// How things look on the API.
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  static ObjectNode session(Session session) {
    String standing =
        switch (session.standing()) {
          case Session.Standing.Live _ -> "live";
          case Session.Standing.Closed _ -> "closed";
          case Session.Standing.Revoked _ -> "revoked";
        };
    return object()
        .put("id", session.id())
        .put("agent", session.agent().name())
        .put("operator", session.agent().operator())
        .put("openedBy", session.openedBy())
        .put("intent", session.intent())
        .put("account", session.account())
        .put("opened", session.opened().toString())
        .put("expires", session.expires().toString())
        .put("standing", standing);
  }

  static ObjectNode tunnel(Tunnel tunnel) {
    ObjectNode node =
        object()
            .put("id", tunnel.id())
            .put("to", tunnel.to())
            .put("opened", tunnel.opened().toString());
    return switch (tunnel.state()) {
      case Tunnel.State.Open _ -> node.put("state", "open");
      case Tunnel.State.Closed closed ->
          node.put("state", "closed")
              .put("sent", closed.sent())
              .put("received", closed.received())
              .put("closed", closed.at().toString());
      case Tunnel.State.Lost lost -> node.put("state", "lost").put("closed", lost.at().toString());
    };
  }

  static ObjectNode use(SessionUse use) {
    return object()
        .put("dispatched", use.dispatched())
        .put("held", use.held())
        .put("refused", use.refused())
        .put("destroyed", use.destroyed());
  }

  static ObjectNode dispatch(Dispatch dispatch) {
    ObjectNode node =
        object()
            .put("id", dispatch.id())
            .put("operation", dispatch.action().operation().toString())
            .put("target", dispatch.action().targets().getFirst().shownName())
            .put("at", dispatch.at().toString());
    return switch (dispatch.state()) {
      case Dispatch.State.Running _ -> node.put("end", "running");
      case Dispatch.State.Completed end ->
          node.put("end", "completed").put("outcome", end.outcome());
      case Dispatch.State.Failed end -> node.put("end", "failed").put("outcome", end.outcome());
      case Dispatch.State.Unknown end -> node.put("end", "unknown").put("outcome", end.why());
    };
  }

  /// What was let through and acts later, with what acts and the roles it has.
  static ObjectNode later(Dispatch dispatch) {
    ObjectNode node = dispatch(dispatch);
    node.put("agent", dispatch.action().principal().shownName());
    node.put("session", dispatch.action().session());
    ArrayNode acts = node.putArray("acts");
    ArrayNode roles = node.putArray("roles");
    for (Target target : dispatch.action().targets()) {
      if (target instanceof Target.Known known) {
        switch (known.part()) {
          case LATER_CODE -> acts.add(known.name());
          case PASSED_ROLE -> roles.add(known.name());
          case OBJECT, SOURCE -> {}
        }
      }
    }
    return node;
  }

  /// @param address the console's own
  static ObjectNode review(Review review, String address) {
    Action action = review.action();
    ObjectNode node =
        object()
            .put("id", review.id())
            .put("state", review.state().word())
            .put("digest", review.digest().hex())
            .put("url", address + "/reviews/" + review.id())
            .put("operation", action.operation().toString())
            .put("effect", action.effect().word())
            .put("reversibility", action.reversibility().word())
            .put("agent", action.principal().shownName())
            .put("operator", action.principal().operatedBy())
            .put("session", action.session())
            .put("intent", review.intent())
            .put("account", action.place().account())
            .put("region", action.place().region())
            .put("opened", review.opened().toString())
            .put("expires", review.expires().toString());
    ArrayNode targets = node.putArray("targets");
    action.targets().forEach(target -> targets.add(target(target)));
    node.set("parameters", value(action.parameters()));
    node.set("terms", terms(review.terms()));
    ArrayNode reasons = node.putArray("reasons");
    review.reasons().forEach(reason -> reasons.add(reason(reason)));
    node.set("impact", impact(review.seen()));
    node.set("live", live(review.live()));
    ArrayNode votes = node.putArray("votes");
    review.votes().forEach(vote -> votes.add(vote(vote)));
    ArrayNode barred = node.putArray("barred");
    review.barred().stream().sorted().forEach(barred::add);
    return switch (review.state()) {
      case Review.State.Rejected no -> node.put("rejectedBy", no.by()).put("comment", no.comment());
      case Review.State.SentBack back ->
          node.put("sentBackBy", back.by()).put("condition", back.condition());
      case Review.State.Open _, Review.State.Approved _, Review.State.Expired _ -> node;
    };
  }

  private static ObjectNode live(Live live) {
    ObjectNode node = object().put("dryRun", live.dryRun().word());
    if (live.dryRun() instanceof Live.DryRun.WouldBeRefused refused) {
      node.put("refusedAnyway", refused.why());
    }
    ObjectNode targets = node.putObject("targets");
    live.answers()
        .forEach(
            (name, answer) -> {
              switch (answer) {
                case Live.Answer.Unknown unknown ->
                    targets.putObject(name).put("unknown", unknown.why());
                case Live.Answer.Known known -> {
                  ObjectNode target = targets.putObject(name);
                  target.put("asOf", known.asOf().toString());
                  ObjectNode facts = target.putObject("facts");
                  known.facts().forEach(facts::put);
                  ObjectNode gaps = target.putObject("gaps");
                  known.gaps().forEach(gaps::put);
                }
              }
            });
    return node;
  }

  static ObjectNode halt(Halt halt) {
    ObjectNode node = object();
    node.set("resumers", texts(halt.resumers()));
    return node.put("id", halt.id())
        .put("scope", halt.scope().words())
        .put("by", halt.by())
        .put("why", halt.why())
        .put("placed", halt.placed().toString());
  }

  static ObjectNode freeze(Freeze freeze) {
    return object()
        .put("id", freeze.id())
        .put("scope", freeze.scope().words())
        .put("by", freeze.by())
        .put("why", freeze.why())
        .put("from", freeze.from().toString())
        .put("until", freeze.until().toString());
  }

  static ObjectNode incident(Incident incident) {
    return object()
        .put("id", incident.id())
        .put("what", incident.what())
        .put("dispatch", incident.dispatch())
        .put("opened", incident.opened().toString())
        .put("by", incident.by())
        .set("down", texts(incident.down().stream().sorted().toList()));
  }

  private static ObjectNode target(Target target) {
    ObjectNode node = object().put("name", target.shownName());
    ArrayNode harms = node.putArray("harms");
    target.harms().stream().sorted().forEach(harm -> harms.add(harm.word()));
    if (target instanceof Target.Unresolved unresolved) {
      node.put("unresolved", unresolved.why());
    }
    return node;
  }

  private static com.fasterxml.jackson.databind.JsonNode value(Value value) {
    return switch (value) {
      case Value.Text text -> NODES.textNode(text.text());
      case Value.Numeric number -> NODES.numberNode(number.number());
      case Value.Flag flag -> NODES.booleanNode(flag.flag());
      case Value.Nothing _ -> NODES.nullNode();
      case Value.Blob blob -> object().put("sha256", blob.sha256()).put("length", blob.length());
      case Value.Secret _ -> object().put("secret", true);
      case Value.IdempotencyToken _ -> object().put("idempotencyToken", true);
      case Value.Sequence sequence -> {
        ArrayNode items = array();
        sequence.items().forEach(item -> items.add(value(item)));
        yield items;
      }
      case Value.Structure structure -> {
        ObjectNode members = object();
        structure.members().forEach((name, member) -> members.set(name, value(member)));
        yield members;
      }
    };
  }

  private static ObjectNode terms(Terms terms) {
    ObjectNode node = object();
    node.set("approvals", approvals(terms.approvals()));
    ArrayNode later = node.putArray("later");
    terms.later().forEach(round -> later.add(approvals(round.approvals())));
    return node.put("coolOff", terms.coolOff().toString())
        .put("expires", terms.expires().toString());
  }

  private static ArrayNode approvals(List<Terms.Approvals> round) {
    ArrayNode approvals = array();
    round.forEach(
        asked ->
            approvals.add(
                object().put("group", asked.group().words()).put("count", asked.count())));
    return approvals;
  }

  private static ObjectNode reason(Reason reason) {
    return object()
        .put("policy", reason.policy())
        .put("sentence", reason.sentence())
        .put("file", reason.file())
        .put("line", reason.line())
        .put("target", reason.target());
  }

  private static ObjectNode impact(Impact impact) {
    ObjectNode node = object();
    node.set("down", texts(impact.down()));
    node.set("degraded", texts(impact.degraded()));
    node.set("dataLost", texts(impact.dataLost()));
    node.put("tierZeroDown", impact.tierZeroDown());
    measure(node, "customers", impact.customers());
    measure(node, "revenuePerHour", impact.revenuePerHour());
    node.put("currency", impact.currency());
    measure(node, "recoveryMinutes", impact.recoveryMinutes());
    measure(node, "exposure", impact.exposure());
    node.set("redundancy", redundancy(impact));
    node.set("paths", paths(impact));
    node.set("unknown", texts(impact.unknown()));
    return node;
  }

  static ArrayNode redundancy(Impact impact) {
    ArrayNode redundancy = array();
    impact
        .redundancy()
        .forEach(
            group ->
                redundancy
                    .addObject()
                    .put("entity", group.entity())
                    .put("left", group.left())
                    .put("of", group.of())
                    .put("needed", group.needed()));
    return redundancy;
  }

  static ArrayNode paths(Impact impact) {
    ArrayNode paths = array();
    impact
        .paths()
        .forEach(
            path -> {
              ObjectNode shown = paths.addObject();
              shown.set("steps", texts(path.steps()));
              shown.put("end", path.end().name().toLowerCase(Locale.ROOT));
            });
    return paths;
  }

  static void measure(ObjectNode node, String name, Measure measure) {
    switch (measure) {
      case Measure.Exactly(BigDecimal amount) -> node.put(name, amount);
      case Measure.Between(BigDecimal low, BigDecimal high) ->
          node.putObject(name).put("low", low).put("high", high);
      case Measure.Unknown _ -> node.put(name, "unknown");
    }
  }

  private static ObjectNode vote(Vote vote) {
    return object()
        .put("by", vote.by())
        .put("choice", vote.choice().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("comment", vote.comment())
        .put("manner", vote.manner())
        .put("at", vote.at().toString());
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode node = array();
    texts.forEach(node::add);
    return node;
  }
}
