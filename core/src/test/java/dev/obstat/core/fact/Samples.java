package dev.obstat.core.fact;

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
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Small, valid things to record in tests, all about the agent `kiro` that `ana` operates.
public final class Samples {
  /// When everything happens that is not told another time.
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  public static Session session(String id) {
    return new Session(
        id,
        new Principal.Agent("kiro", "ana"),
        "olga",
        "fix the cost report",
        "OBSTAT" + id,
        NOON,
        NOON.plus(Duration.ofHours(8)),
        new Session.Standing.Live());
  }

  public static Session sessionIn(String account) {
    Session usual = session("s-1");
    return new Session(
        usual.id(),
        usual.agent(),
        usual.openedBy(),
        usual.intent(),
        usual.accessKeyId(),
        usual.opened(),
        usual.expires(),
        usual.standing(),
        account);
  }

  /// Reads one bucket.
  public static Action read(String session, String name) {
    return action(session, "GetBucketLocation", Effect.READ, Target.Known.unharmed(name));
  }

  /// Deletes one bucket with what is in it.
  public static Action delete(String session, String name) {
    return action(
        session,
        "DeleteBucket",
        Effect.DELETE,
        new Target.Known(name, Target.Part.OBJECT, Set.of(Harm.REMOVES, Harm.LOSES_DATA)));
  }

  public static Action action(String session, String operation, Effect effect, Target... targets) {
    return new Action(
        session,
        new Principal.Agent("kiro", "ana"),
        new Place("aws", "123456789012", "eu-central-1", "obstat"),
        new Operation("aws", "s3", operation),
        effect,
        effect.destroys()
            ? new Reversibility.Irreversible("nothing brings it back")
            : new Reversibility.Reversible(),
        List.of(targets),
        new Value.Structure(Map.of("Bucket", Value.of(targets[0].shownName()))),
        new Content.None(),
        List.of());
  }

  public static Fact.Dispatched dispatched(String id, Action action) {
    return dispatched(id, action, "", NOON);
  }

  /// @param grant empty for none
  public static Fact.Dispatched dispatched(String id, Action action, String grant, Instant at) {
    return new Fact.Dispatched(id, action, Impact.NONE, List.of(reason()), "p1", grant, at);
  }

  public static Reason reason() {
    return new Reason("needs-a-peer", "a peer looks at it", "policies/base.cedar", 12, "bucket");
  }

  /// One vote of anybody, within an hour.
  public static Terms terms() {
    return new Terms(
        List.of(new Terms.Approvals(new Group.Peers(), 1)), Duration.ZERO, Duration.ofHours(1));
  }

  public static Review review(String id, Action action) {
    return new Review(
        id,
        action,
        action.digest(),
        "fix the cost report",
        terms(),
        List.of(reason()),
        Impact.NONE,
        Set.of("ana", "olga"),
        Map.of(),
        NOON,
        List.of(),
        new Review.State.Open());
  }

  public static Vote vote(String by, Vote.Choice choice, Review review) {
    return new Vote(by, choice, "looked at it", review.digest(), "", "console", NOON);
  }

  public static Grant grant(String id, Review review) {
    return new Grant(
        id,
        review.id(),
        review.digest(),
        review.terms(),
        review.seen(),
        Electorate.approversOf(review.votes()).toList(),
        NOON,
        NOON,
        NOON.plus(Grant.LIFE),
        id,
        new Grant.State.Usable());
  }

  public static Halt halt(String id) {
    return new Halt(id, new Scope.OfAgent("kiro"), "rosa", "looks wrong", NOON);
  }

  public static Freeze freeze(String id) {
    return new Freeze(
        id,
        new Scope.OfStage("production"),
        "rosa",
        "release week",
        NOON,
        NOON.plus(Duration.ofDays(3)));
  }

  public static Incident incident(String id, String dispatch) {
    return new Incident(id, "nobody knows whether it was done", dispatch, NOON);
  }
}
