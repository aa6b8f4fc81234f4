package dev.obstat.storage.json;

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
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One fact of every type, and together every variant of what facts hold.
final class GoldenFacts {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");

  private GoldenFacts() {}

  private static Live live() {
    return new Live(
        new TreeMap<>(
            Map.of(
                "arn:aws:rds:eu-west-1:123456789012:db:orders",
                new Live.Answer.Known(
                    new TreeMap<>(Map.of("deletion-protection", "on", "tag:owner", "shop")),
                    new TreeMap<>(Map.of("recovery-points", "no answer in 2000 ms")),
                    AT,
                    new Reversibility.Recoverable("a snapshot", Duration.ofHours(4)),
                    Set.of(Harm.LOSES_DATA)),
                "arn:aws:s3:::reports",
                new Live.Answer.Unknown("the answer was HTTP 403 AccessDenied"))),
        new Live.DryRun.WouldBeRefused("UnauthorizedOperation"));
  }

  /// By the name of their golden file.
  static Map<String, Fact> all() {
    Review review = Samples.review("r-1", rich());
    Review terms =
        new Review(
            "r-2",
            byPerson(),
            byPerson().digest(),
            "clean up",
            new Terms(
                List.of(
                    new Terms.Approvals(new Group.Named("sre"), 2),
                    new Terms.Approvals(new Group.OwnersOf("reports"), 1),
                    new Terms.Approvals(new Group.Peers(), 0)),
                Duration.ofMinutes(10),
                Duration.ofSeconds(3_600, 5)),
            List.of(Samples.reason()),
            impact(),
            live(),
            Set.of("olga", "ana"),
            Map.of(),
            AT,
            List.of(),
            new Review.State.Open());
    Map<String, Fact> all = new LinkedHashMap<>();
    all.put("session-opened", new Fact.SessionOpened(Samples.session("s-1")));
    all.put("session-opened-in-account", new Fact.SessionOpened(Samples.sessionIn("222233334444")));
    all.put("session-closed", new Fact.SessionClosed("s-1", AT));
    all.put("session-revoked", new Fact.SessionRevoked("s-1", "rosa", "looks wrong", AT));
    all.put("review-opened", new Fact.ReviewOpened(terms));
    all.put("review-joined", new Fact.ReviewJoined("r-1", "s-2", AT));
    all.put(
        "dispatched",
        new Fact.Dispatched("d-1", rich(), impact(), List.of(Samples.reason()), "p1", "g-1", AT));
    all.put("completed", new Fact.Completed("d-1", "HTTP 200", AT));
    all.put("failed", new Fact.Failed("d-1", "HTTP 403", AT));
    all.put("end-unknown", new Fact.EndUnknown("d-1", "the connection was cut", AT));
    all.put("missing", new Fact.Missing("d-1", "arn:aws:s3:::reports", AT));
    all.put("tunnel-opened", new Fact.TunnelOpened("t-1", "s-1", "registry.example:443", AT));
    all.put("tunnel-closed", new Fact.TunnelClosed("t-1", 12_345, 6_000_000_000L, AT));
    all.put("tunnel-lost", new Fact.TunnelLost("t-2", AT));
    all.put("restored", new Fact.Restored("arn:aws:s3:::reports", "rosa", "from the backup", AT));
    all.put("refused", new Fact.Refused(byPerson(), List.of(Samples.reason()), "p1", AT));
    all.put(
        "not-understood",
        new Fact.NotUnderstood("s-1", "aws", "Fro\u202eb\u0000\n\"\\😀", "no such operation", AT));
    all.put(
        "strangers-refused",
        new Fact.StrangersRefused(
            "aws", Map.of("wrong secret", 12L, "expired", Long.MAX_VALUE), Samples.NOON, AT));
    all.put(
        "vote-cast", new Fact.VoteCast("r-1", Samples.vote("ben", Vote.Choice.APPROVE, review)));
    all.put(
        "vote-cast-against",
        new Fact.VoteCast("r-1", Samples.vote("ben", Vote.Choice.REJECT, review)));
    all.put(
        "vote-cast-sent-back",
        new Fact.VoteCast(
            "r-1",
            new Vote(
                "ben",
                Vote.Choice.SEND_BACK,
                "with a final snapshot",
                review.digest(),
                "action:0123456789ab impact:ba9876543210",
                "console",
                AT)));
    all.put("vote-withdrawn", new Fact.VoteWithdrawn("r-1", "ben", AT));
    all.put("review-sent-back", new Fact.ReviewSentBack("r-1", "ben", "with a snapshot", AT));
    all.put("review-opened-with-rounds", new Fact.ReviewOpened(rounds()));
    all.put("review-approved", new Fact.ReviewApproved("r-1", Samples.grant("g-1", review), AT));
    all.put("review-rejected", new Fact.ReviewRejected("r-1", "ben", "not like this", AT));
    all.put("review-expired", new Fact.ReviewExpired("r-1", AT));
    all.put("grant-voided", new Fact.GrantVoided("g-1", "the impact grew", AT));
    all.put("halt-placed", new Fact.HaltPlaced(Samples.halt("h-1")));
    all.put("halt-placed-on-everything", halt(new Scope.Everything()));
    all.put("halt-placed-on-session", halt(new Scope.OfSession("s-1")));
    all.put("signal-taken", new Fact.SignalTaken("pager", "msg-1", AT));
    all.put("resume-asked", new Fact.ResumeAsked("h-1", "rosa", AT));
    all.put(
        "halt-placed-asked",
        new Fact.HaltPlaced(Samples.halt("h-1").askedBy("rosa").askedBy("ben")));
    all.put("halt-lifted", new Fact.HaltLifted("h-1", "rosa", AT));
    all.put("freeze-placed", new Fact.FreezePlaced(Samples.freeze("f-1")));
    all.put(
        "freeze-placed-on-service",
        new Fact.FreezePlaced(
            new Freeze("f-1", new Scope.OfService("reports"), "rosa", "release", AT, AT)));
    all.put("freeze-lifted", new Fact.FreezeLifted("f-1", "rosa", AT));
    all.put("review-seen", new Fact.ReviewSeen("r-1", "ben", AT));
    all.put("notice-told", new Fact.NoticeTold(7, "on-call", AT));
    all.put("notice-given-up", new Fact.NoticeGivenUp(7, "on-call", "HTTP 404", AT));
    all.put("incident-opened", new Fact.IncidentOpened(Samples.incident("i-1", "d-1")));
    all.put("incident-closed", new Fact.IncidentClosed("i-1", "rosa", AT));
    all.put(
        "signed-in",
        new Fact.SignedIn(
            new SignIn(
                "rosa", "corp", "https://id.example", "00u1", Set.of("sre", "team-cost"), AT)));
    all.put("signed-in-by-code", new Fact.SignedIn(SignIn.byCode("rosa", AT)));
    all.put(
        "passkey-enrolled",
        new Fact.PasskeyEnrolled(
            new Passkey("k-1", "rosa", "laptop", "Y3JlZA", "a2V5", "00", 7, AT)));
    all.put(
        "touched",
        new Fact.Touched(
            new Touch("k-1", "rosa", "obstat vote\nreview r-1\n", "e30", "AA", "BB", 8, AT)));
    all.put("passkey-removed", new Fact.PasskeyRemoved("k-1", "rosa", AT));
    all.put(
        "token-issued",
        new Fact.TokenIssued(
            new AccessToken(
                "t-1",
                "rosa",
                "nightly report",
                EnumSet.allOf(TokenScope.class),
                "olga",
                AT,
                AT.plusSeconds(3_600))));
    all.put("token-revoked", new Fact.TokenRevoked("t-1", "rosa", AT));
    all.put(
        "policy-set-in-force",
        new Fact.PolicySetInForce("p1", Map.of("b.cedar", "02", "a.cedar", "01"), AT));
    all.put(
        "policy-set-in-force-changed",
        new Fact.PolicySetInForce(
            "p2",
            Map.of("a.cedar", "01", "b.cedar", "03"),
            Map.of("b.cedar", Set.of("rosa", "ben"), "c.cedar", Set.of()),
            AT));
    all.put(
        "catalog-held",
        new Fact.CatalogHeld(
            "c2", Map.of("a.yaml", "01"), List.of("`reports` is no longer of tier 0"), AT));
    all.put("catalog-confirmed", new Fact.CatalogConfirmed("c2", "rosa", AT));
    all.put(
        "incident-by-a-person",
        new Fact.IncidentOpened(
            new Incident("i-2", "two racks are dark", "", AT, Set.of("resource:rack-2"), "rosa")));
    all.put("catalog-in-force", new Fact.CatalogInForce("none", Map.of(), AT));
    return all;
  }

  private static Review rounds() {
    Group owners = new Group.OwnersOf("reports");
    Group sre = new Group.Named("sre");
    return new Review(
        "r-3",
        byPerson(),
        byPerson().digest(),
        "clean up",
        new Terms(
            List.of(new Terms.Approvals(owners, 1)),
            List.of(new Terms.Round(List.of(new Terms.Approvals(sre, 1)))),
            Duration.ZERO,
            Duration.ofHours(1)),
        List.of(Samples.reason()),
        impact(),
        Set.of("ana"),
        Map.of(owners.words(), Set.of("rosa", "cara"), sre.words(), Set.of("ben")),
        AT,
        List.of(),
        new Review.State.Open());
  }

  private static Fact halt(Scope scope) {
    return new Fact.HaltPlaced(new Halt("h-1", scope, "rosa", "looks wrong", AT));
  }

  private static Action rich() {
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("Text", Value.of("plain"));
    members.put("Number", new Value.Numeric(new BigDecimal("12345678901234567890.10")));
    members.put("Flag", new Value.Flag(true));
    members.put("Nothing", new Value.Nothing());
    members.put("Blob", new Value.Blob("00".repeat(32), Long.MAX_VALUE));
    members.put("Secret", new Value.Secret("hmac-of-it"));
    members.put("Token", new Value.IdempotencyToken("one-try"));
    members.put(
        "Sequence",
        new Value.Sequence(
            List.of(Value.Numeric.of(1), new Value.Structure(Map.of("$payload", Value.of("x"))))));
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "ana"),
        new Place("aws", "123456789012", "eu-central-1", "obstat"),
        new Operation("aws", "rds", "DeleteDBInstance"),
        Effect.DELETE,
        new Reversibility.Recoverable("final snapshot", Duration.ofMinutes(90)),
        List.of(
            new Target.Known(
                "arn:aws:rds:eu-central-1:123456789012:db:main",
                Target.Part.OBJECT,
                Set.of(Harm.LOSES_DATA, Harm.REMOVES, Harm.DISABLES)),
            new Target.Known("arn:role", Target.Part.PASSED_ROLE, Set.of()),
            new Target.Known("arn:code", Target.Part.LATER_CODE, Set.of()),
            new Target.Known("arn:copy", Target.Part.SOURCE, Set.of()),
            new Target.Unresolved("db:*", "a wildcard", Set.of(Harm.DISABLES))),
        new Value.Structure(members),
        new Content.Bound("11".repeat(32)),
        List.of("TemplateURL"));
  }

  private static Action byPerson() {
    return new Action(
        "s-1",
        new Principal.Person("ana"),
        new Place("aws", "123456789012", "global", "obstat"),
        new Operation("aws", "iam", "GetRole"),
        Effect.READ,
        new Reversibility.Unknown(),
        List.of(Target.Known.unharmed("arn:role")),
        Value.Structure.EMPTY,
        new Content.Unread(),
        List.of());
  }

  private static Impact impact() {
    return new Impact(
        new TreeSet<>(Set.of("reports", "billing")),
        new TreeSet<>(Set.of("search")),
        new TreeSet<>(Set.of("main-db")),
        1,
        Measure.of(120_000),
        new Measure.Exactly(new BigDecimal("1250.50")),
        "EUR",
        new Measure.Unknown(),
        List.of(
            new Impact.Path(List.of("main-db", "reports"), Impact.End.DOWN),
            new Impact.Path(List.of("main-db", "search"), Impact.End.DEGRADED),
            new Impact.Path(List.of("main-db"), Impact.End.DATA_LOST)),
        List.of("the recovery time of main-db is not known"));
  }
}
