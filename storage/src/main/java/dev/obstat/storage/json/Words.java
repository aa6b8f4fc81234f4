package dev.obstat.storage.json;

import static dev.obstat.storage.json.Scalars.DECIMAL;
import static dev.obstat.storage.json.Scalars.DIGEST;
import static dev.obstat.storage.json.Scalars.DURATION;
import static dev.obstat.storage.json.Scalars.FLAG;
import static dev.obstat.storage.json.Scalars.INSTANT;
import static dev.obstat.storage.json.Scalars.INT;
import static dev.obstat.storage.json.Scalars.LONG;
import static dev.obstat.storage.json.Scalars.TEXT;
import static dev.obstat.storage.json.Shapes.list;
import static dev.obstat.storage.json.Shapes.map;
import static dev.obstat.storage.json.Shapes.member;
import static dev.obstat.storage.json.Shapes.oneOf;
import static dev.obstat.storage.json.Shapes.record;
import static dev.obstat.storage.json.Shapes.set;
import static dev.obstat.storage.json.Shapes.sorted;
import static dev.obstat.storage.json.Shapes.unlessAbsent;
import static dev.obstat.storage.json.Shapes.variant;

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
import dev.obstat.core.context.Live;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The shapes of the product's words: every name here is part of the stable format. Members stand
/// in the order of their record's components.
final class Words {
  static final Shape<Harm> HARM =
      Scalars.words(
          Harm.class,
          Map.of(
              Harm.REMOVES, "removes",
              Harm.DISABLES, "disables",
              Harm.DEGRADES, "degrades",
              Harm.LOSES_DATA, "loses-data",
              Harm.UNPROTECTS, "unprotects"));

  static final Shape<Effect> EFFECT =
      Scalars.words(
          Effect.class,
          Map.of(
              Effect.READ, "read",
              Effect.DISCLOSE, "disclose",
              Effect.MINT, "mint",
              Effect.CREATE, "create",
              Effect.UPDATE, "update",
              Effect.DELETE, "delete",
              Effect.REPLACE, "replace",
              Effect.PERMISSIONS, "permissions",
              Effect.EXECUTE, "execute"));

  static final Shape<Principal.Agent> AGENT =
      record(Principal.Agent.class, member("name", TEXT), member("operator", TEXT));

  static final Shape<Principal> PRINCIPAL =
      oneOf(
          Principal.class,
          variant("agent", Principal.Agent.class, member("name", TEXT), member("operator", TEXT)),
          variant("person", Principal.Person.class, member("id", TEXT)));

  static final Shape<Place> PLACE =
      record(
          Place.class,
          member("provider", TEXT),
          member("account", TEXT),
          member("region", TEXT),
          member("role", TEXT));

  static final Shape<Operation> OPERATION =
      record(
          Operation.class, member("gateway", TEXT), member("service", TEXT), member("name", TEXT));

  static final Shape<Reversibility> REVERSIBILITY =
      oneOf(
          Reversibility.class,
          variant("reversible", Reversibility.Reversible.class),
          variant(
              "recoverable",
              Reversibility.Recoverable.class,
              member("with", TEXT),
              member("within", DURATION)),
          variant("irreversible", Reversibility.Irreversible.class, member("why", TEXT)),
          variant("unknown", Reversibility.Unknown.class));

  static final Shape<Target> TARGET =
      oneOf(
          Target.class,
          variant(
              "known",
              Target.Known.class,
              member("name", TEXT),
              member(
                  "part",
                  Scalars.words(
                      Target.Part.class,
                      Map.of(
                          Target.Part.OBJECT, "object",
                          Target.Part.PASSED_ROLE, "passed-role",
                          Target.Part.LATER_CODE, "later-code",
                          Target.Part.SOURCE, "source"))),
              member("harms", set(HARM))),
          variant(
              "unresolved",
              Target.Unresolved.class,
              member("written", TEXT),
              member("why", TEXT),
              member("harms", set(HARM))));

  static final Shape<Value> VALUE =
      oneOf(
          Value.class,
          variant("text", Value.Text.class, member("text", TEXT)),
          variant("number", Value.Numeric.class, member("number", DECIMAL)),
          variant("flag", Value.Flag.class, member("flag", FLAG)),
          variant("nothing", Value.Nothing.class),
          variant("blob", Value.Blob.class, member("sha256", TEXT), member("length", LONG)),
          variant("secret", Value.Secret.class, member("fingerprint", TEXT)),
          variant("idempotency-token", Value.IdempotencyToken.class, member("given", TEXT)),
          variant(
              "sequence", Value.Sequence.class, member("items", list(Shape.later(Words::value)))),
          variant(
              "structure",
              Value.Structure.class,
              member("members", map(Shape.later(Words::value)))));

  static final Shape<Value.Structure> PARAMETERS =
      record(Value.Structure.class, member("members", map(VALUE)));

  static final Shape<Content> CONTENT =
      oneOf(
          Content.class,
          variant("none", Content.None.class),
          variant("bound", Content.Bound.class, member("sha256", TEXT)),
          variant("unread", Content.Unread.class));

  static final Shape<Action> ACTION =
      record(
          Action.class,
          member("session", TEXT),
          member("principal", PRINCIPAL),
          member("place", PLACE),
          member("operation", OPERATION),
          member("effect", EFFECT),
          member("reversibility", REVERSIBILITY),
          member("targets", list(TARGET)),
          member("parameters", PARAMETERS),
          member("content", CONTENT),
          member("unpinned", list(TEXT)));

  static final Shape<Measure> MEASURE =
      oneOf(
          Measure.class,
          variant("exactly", Measure.Exactly.class, member("amount", DECIMAL)),
          variant(
              "between", Measure.Between.class, member("low", DECIMAL), member("high", DECIMAL)),
          variant("unknown", Measure.Unknown.class));

  static final Shape<Impact> IMPACT =
      record(
          Impact.class,
          member("down", sorted()),
          member("degraded", sorted()),
          member("data-lost", sorted()),
          member("tier-zero-down", INT),
          member("customers", MEASURE),
          member("revenue-per-hour", MEASURE),
          member("currency", TEXT),
          member("recovery-minutes", MEASURE),
          member(
              "paths",
              list(
                  record(
                      Impact.Path.class,
                      member("steps", list(TEXT)),
                      member(
                          "end",
                          Scalars.words(
                              Impact.End.class,
                              Map.of(
                                  Impact.End.DOWN, "down",
                                  Impact.End.DEGRADED, "degraded",
                                  Impact.End.DATA_LOST, "data-lost")))))),
          member("unknown", list(TEXT)),
          unlessAbsent(
              "redundancy",
              list(
                  record(
                      Impact.Redundancy.class,
                      member("entity", TEXT),
                      member("left", INT),
                      member("of", INT),
                      member("needed", INT))),
              List.of()),
          unlessAbsent("exposure", MEASURE, new Measure.Unknown()));

  static final Shape<Reason> REASON =
      record(
          Reason.class,
          member("policy", TEXT),
          member("sentence", TEXT),
          member("file", TEXT),
          member("line", INT),
          member("target", TEXT));

  static final Shape<Group> GROUP =
      oneOf(
          Group.class,
          variant("named", Group.Named.class, member("name", TEXT)),
          variant("owners-of", Group.OwnersOf.class, member("service", TEXT)),
          variant("peers", Group.Peers.class));

  private static final Shape<List<Terms.Approvals>> APPROVALS =
      list(record(Terms.Approvals.class, member("group", GROUP), member("count", INT)));

  static final Shape<Terms> TERMS =
      record(
          Terms.class,
          member("approvals", APPROVALS),
          unlessAbsent(
              "later", list(record(Terms.Round.class, member("approvals", APPROVALS))), List.of()),
          member("cool-off", DURATION),
          member("expires", DURATION));

  static final Shape<Session> SESSION =
      record(
          Session.class,
          member("id", TEXT),
          member("agent", AGENT),
          member("opened-by", TEXT),
          member("intent", TEXT),
          member("access-key-id", TEXT),
          member("opened", INSTANT),
          member("expires", INSTANT),
          member(
              "standing",
              oneOf(
                  Session.Standing.class,
                  variant("live", Session.Standing.Live.class),
                  variant("closed", Session.Standing.Closed.class, member("at", INSTANT)),
                  variant(
                      "revoked",
                      Session.Standing.Revoked.class,
                      member("by", TEXT),
                      member("why", TEXT),
                      member("at", INSTANT)))),
          unlessAbsent("account", TEXT, ""));

  static final Shape<Vote.Choice> CHOICE =
      Scalars.words(
          Vote.Choice.class,
          Map.of(
              Vote.Choice.APPROVE, "approve",
              Vote.Choice.REJECT, "reject",
              Vote.Choice.SEND_BACK, "send-back"));

  static final Shape<Vote> VOTE =
      record(
          Vote.class,
          member("by", TEXT),
          member("choice", CHOICE),
          member("comment", TEXT),
          member("digest", DIGEST),
          unlessAbsent("shown", TEXT, ""),
          member("manner", TEXT),
          member("at", INSTANT));

  static final Shape<Live> LIVE =
      record(
          Live.class,
          member(
              "answers",
              map(
                  oneOf(
                      Live.Answer.class,
                      variant(
                          "known",
                          Live.Answer.Known.class,
                          member("facts", map(TEXT)),
                          member("gaps", map(TEXT)),
                          member("as-of", INSTANT),
                          member("undo", REVERSIBILITY),
                          member("spared", set(HARM))),
                      variant("unknown", Live.Answer.Unknown.class, member("why", TEXT))))),
          member(
              "dry-run",
              oneOf(
                  Live.DryRun.class,
                  variant("not-made", Live.DryRun.NotMade.class),
                  variant("would-go", Live.DryRun.WouldGo.class),
                  variant(
                      "would-be-refused", Live.DryRun.WouldBeRefused.class, member("why", TEXT)),
                  variant("unknown", Live.DryRun.Unknown.class, member("why", TEXT)))));

  static final Shape<Review> REVIEW =
      record(
          Review.class,
          member("id", TEXT),
          member("action", ACTION),
          member("digest", DIGEST),
          member("intent", TEXT),
          member("terms", TERMS),
          member("reasons", list(REASON)),
          member("seen", IMPACT),
          unlessAbsent("live", LIVE, Live.NOT_ASKED),
          member("barred", set(TEXT)),
          unlessAbsent("electorate", map(set(TEXT)), Map.<String, Set<String>>of()),
          member("opened", INSTANT),
          member("votes", list(VOTE)),
          member(
              "state",
              oneOf(
                  Review.State.class,
                  variant("open", Review.State.Open.class),
                  variant(
                      "approved",
                      Review.State.Approved.class,
                      member("grant", TEXT),
                      member("at", INSTANT)),
                  variant(
                      "rejected",
                      Review.State.Rejected.class,
                      member("by", TEXT),
                      member("comment", TEXT),
                      member("at", INSTANT)),
                  variant(
                      "sent-back",
                      Review.State.SentBack.class,
                      member("by", TEXT),
                      member("condition", TEXT),
                      member("at", INSTANT)),
                  variant("expired", Review.State.Expired.class, member("at", INSTANT)))));

  static final Shape<Grant> GRANT =
      record(
          Grant.class,
          member("id", TEXT),
          member("review", TEXT),
          member("digest", DIGEST),
          member("terms", TERMS),
          member("seen", IMPACT),
          member("voters", list(TEXT)),
          member("issued", INSTANT),
          member("not-before", INSTANT),
          member("expires", INSTANT),
          member("idempotency-token", TEXT),
          member(
              "state",
              oneOf(
                  Grant.State.class,
                  variant("usable", Grant.State.Usable.class),
                  variant(
                      "redeemed",
                      Grant.State.Redeemed.class,
                      member("dispatch", TEXT),
                      member("at", INSTANT)),
                  variant(
                      "voided",
                      Grant.State.Voided.class,
                      member("why", TEXT),
                      member("at", INSTANT)))));

  static final Shape<Scope> SCOPE =
      oneOf(
          Scope.class,
          variant("everything", Scope.Everything.class),
          variant("agent", Scope.OfAgent.class, member("name", TEXT)),
          variant("session", Scope.OfSession.class, member("id", TEXT)),
          variant("service", Scope.OfService.class, member("name", TEXT)),
          variant("stage", Scope.OfStage.class, member("name", TEXT)));

  static final Shape<Halt> HALT =
      record(
          Halt.class,
          member("id", TEXT),
          member("scope", SCOPE),
          member("by", TEXT),
          member("why", TEXT),
          member("placed", INSTANT),
          unlessAbsent("resumers", set(TEXT), Set.<String>of()));

  static final Shape<Freeze> FREEZE =
      record(
          Freeze.class,
          member("id", TEXT),
          member("scope", SCOPE),
          member("by", TEXT),
          member("why", TEXT),
          member("from", INSTANT),
          member("until", INSTANT));

  static final Shape<Incident> INCIDENT =
      record(
          Incident.class,
          member("id", TEXT),
          member("what", TEXT),
          member("dispatch", TEXT),
          member("opened", INSTANT),
          unlessAbsent("down", set(TEXT), Set.of()),
          unlessAbsent("by", TEXT, ""));

  private Words() {}

  private static Shape<Value> value() {
    return VALUE;
  }
}
