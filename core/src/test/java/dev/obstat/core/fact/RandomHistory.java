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
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.credential.Touch;
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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Makes facts at random, the same for the same seed: every kind, every variant, odd texts and
/// numbers; mostly facts that fit what was made before, and some that contradict it.
public final class RandomHistory {
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "zwei Wörter",
          "\"quoted\" \\ \n\t\r\b\f\u0001",
          "😀 \u202e gone",
          "ﬀ\u0000x");

  private final Random random;
  private Instant now = Samples.NOON;
  private int made;
  private Fact.VoteCast lastVote =
      new Fact.VoteCast(
          "r-none",
          Samples.vote(
              "ana", Vote.Choice.APPROVE, Samples.review("r-none", Samples.read("s-1", "x"))));
  private final Map<Character, String> latest = new HashMap<>();

  public RandomHistory(long seed) {
    random = new Random(seed);
  }

  /// The next fact; whether it fits is for the journal to say.
  public Fact next() {
    now = now.plusNanos(random.nextLong(3_000_000_000L));
    made++;
    return switch (random.nextInt(44)) {
      case 0 -> new Fact.SessionOpened(session());
      case 1 -> new Fact.SessionClosed(id('s'), now);
      case 2 -> new Fact.SessionRevoked(id('s'), person(), text(), now);
      case 3, 4 -> new Fact.ReviewOpened(review());
      case 5 -> new Fact.ReviewJoined(id('r'), id('s'), now);
      case 6, 7, 8 -> dispatched(random.nextInt(3) == 0 ? id('g') : "");
      case 9 -> new Fact.Completed(id('d'), text(), now);
      case 10 -> new Fact.Failed(id('d'), text(), now);
      case 11 -> new Fact.EndUnknown(id('d'), text(), now);
      case 12 -> new Fact.Refused(action(), List.of(reason(), reason()), text(), now);
      case 13 -> new Fact.NotUnderstood(id('s'), "aws", text(), text(), now);
      case 14 ->
          new Fact.StrangersRefused("aws", Map.of(text(), random.nextLong()), Instant.EPOCH, now);
      case 15, 16 -> {
        lastVote = new Fact.VoteCast(id('r'), vote());
        yield lastVote;
      }
      case 17 -> new Fact.ReviewApproved(id('r'), grant(), now);
      case 18 -> new Fact.ReviewRejected(id('r'), person(), text(), now);
      case 19 -> new Fact.ReviewExpired(id('r'), now);
      case 20, 26 -> new Fact.GrantVoided(old('g'), text(), now);
      case 21, 27 -> control();
      case 22 ->
          random.nextBoolean()
              ? new Fact.IncidentOpened(incident())
              : new Fact.IncidentClosed(id('i'), person(), now);
      case 23 -> new Fact.PolicySetInForce(text(), Map.of("a.cedar", text()), changed(), now);
      case 31 ->
          random.nextInt(4) == 0
              ? new Fact.VoteWithdrawn(id('r'), person(), now)
              : new Fact.VoteWithdrawn(lastVote.review(), lastVote.vote().by(), now);
      case 36 ->
          random.nextBoolean()
              ? new Fact.CatalogHeld(text(), Map.of(text(), "00"), List.of(text()), now)
              : new Fact.CatalogConfirmed(text(), person(), now);
      case 41 -> new Fact.ResumeAsked(old('h'), person(), now);
      case 42 -> new Fact.SignalTaken(text(), "n" + random.nextInt(40), now);
      case 32 -> new Fact.ReviewSentBack(id('r'), person(), text(), now);
      case 24 -> new Fact.Missing(id('d'), "arn:" + random.nextInt(30), now);
      case 25 -> new Fact.Restored("arn:" + random.nextInt(30), person(), text(), now);
      case 28 -> new Fact.ReviewSeen(id('r'), person(), now);
      case 29, 30, 37, 40 -> notice();
      case 34, 35 -> tunnel();
      case 38, 39 -> credential();
      default -> new Fact.CatalogInForce(text(), Map.of(text(), "00"), changed(), now);
    };
  }

  private Incident incident() {
    return random.nextBoolean()
        ? new Incident(id('i'), text(), id('d'), now)
        : new Incident(id('i'), text(), "", now, Set.of(text()), person());
  }

  /// An id of that kind that is likely to be there, and may not be.
  public String id(char kind) {
    return kind + "-" + random.nextInt(Math.max(4, made / 8));
  }

  private String fresh(char kind) {
    String id = id(kind);
    latest.put(kind, id);
    return id;
  }

  /// Mostly the latest one, so that something ends in every history.
  private String old(char kind) {
    String any = id(kind);
    return random.nextInt(3) == 0 ? any : latest.getOrDefault(kind, any);
  }

  public Action action() {
    List<Target> targets = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      targets.add(target());
    }
    return new Action(
        id('s'),
        random.nextInt(4) == 0
            ? new Principal.Person(person())
            : new Principal.Agent("kiro", person()),
        new Place("aws", "1", "eu", text()),
        new Operation(
            "aws", "s3", any("Op0", "GetOp", "DescribeOp", "RestoreOp") + random.nextInt(2)),
        any(Effect.values()),
        reversibility(),
        targets,
        new Value.Structure(Map.of("a", value(3), text(), value(2))),
        any(new Content.None(), new Content.Unread(), new Content.Bound("00")),
        random.nextInt(5) == 0 ? List.of(text()) : List.of());
  }

  private Fact tunnel() {
    return switch (random.nextInt(5)) {
      case 0, 1, 2 -> {
        String id = random.nextInt(4) == 0 ? id('t') : "t-" + made;
        latest.put('t', id);
        yield new Fact.TunnelOpened(id, old('s'), "host:" + random.nextInt(9), now);
      }
      case 3 -> new Fact.TunnelClosed(old('t'), random.nextLong(99), random.nextLong(99), now);
      default -> new Fact.TunnelLost(old('t'), now);
    };
  }

  private Fact control() {
    Scope scope =
        any(
            new Scope.Everything(),
            new Scope.OfAgent(text()),
            new Scope.OfSession(id('s')),
            new Scope.OfService(text()),
            new Scope.OfStage(text()));
    return switch (random.nextInt(4)) {
      case 0 -> new Fact.HaltPlaced(new Halt(fresh('h'), scope, person(), text(), now));
      case 1 -> new Fact.HaltLifted(old('h'), person(), now);
      case 2 ->
          new Fact.FreezePlaced(
              new Freeze(fresh('f'), scope, person(), text(), now, now.plusSeconds(60)));
      default -> new Fact.FreezeLifted(old('f'), person(), now);
    };
  }

  private Fact notice() {
    long number = random.nextInt(Math.max(4, made));
    return random.nextBoolean()
        ? new Fact.NoticeTold(number, any("mail", "chat"), now)
        : new Fact.NoticeGivenUp(number, any("mail", "chat"), text(), now);
  }

  private Fact credential() {
    return switch (random.nextInt(7)) {
      case 0 ->
          new Fact.SignedIn(
              new SignIn(
                  person(),
                  "corp",
                  any("", "https://id.example"),
                  "sub-" + random.nextInt(5),
                  Set.of("sre" + random.nextInt(3), "web"),
                  now));
      case 1, 2 ->
          new Fact.PasskeyEnrolled(
              new Passkey(
                  fresh('k'),
                  person(),
                  text(),
                  "credential-" + random.nextInt(40 + made),
                  "key",
                  "00",
                  random.nextInt(2),
                  now));
      case 3 ->
          new Fact.Touched(
              new Touch(old('k'), person(), text(), "e30", "AA", "BB", random.nextInt(9), now));
      case 4 -> new Fact.PasskeyRemoved(id('k'), person(), now);
      case 5 ->
          new Fact.TokenIssued(
              new AccessToken(
                  fresh('t'),
                  person(),
                  text(),
                  any(EnumSet.allOf(TokenScope.class), EnumSet.of(TokenScope.READ)),
                  person(),
                  now,
                  now.plusSeconds(60)));
      default -> new Fact.TokenRevoked(old('t'), person(), now);
    };
  }

  private Session session() {
    return new Session(
        fresh('s'),
        new Principal.Agent("kiro", person()),
        person(),
        text(),
        "KEY" + random.nextInt(200 + made),
        now,
        now.plusSeconds(900),
        new Session.Standing.Live(),
        random.nextBoolean() ? "" : "222233334444");
  }

  private Review review() {
    Action action = action();
    return new Review(
        id('r'),
        action,
        action.digest(),
        text(),
        terms(),
        List.of(reason()),
        impact(),
        Set.of("ana", "olga"),
        any(Map.<String, Set<String>>of(), Map.of("sre", Set.of("ben", "cara"))),
        now,
        List.of(),
        new Review.State.Open());
  }

  private Fact.Dispatched dispatched(String grant) {
    return new Fact.Dispatched(id('d'), action(), impact(), List.of(reason()), text(), grant, now);
  }

  private Map<String, Set<String>> changed() {
    return any(
        Map.<String, Set<String>>of(),
        Map.of("a.cedar", Set.of(person()), "b" + text(), Set.of()),
        Map.of(text() + "c", Set.of("ana", "ben"), "d", Set.of("ana")));
  }

  private Vote vote() {
    return new Vote(
        person(),
        any(Vote.Choice.values()),
        text(),
        action().digest(),
        any("", "impact:0123456789ab"),
        "console",
        now);
  }

  private Grant grant() {
    return new Grant(
        fresh('g'),
        id('r'),
        action().digest(),
        terms(),
        impact(),
        List.of(person()),
        now,
        now,
        now.plusSeconds(9),
        text(),
        new Grant.State.Usable());
  }

  private Terms terms() {
    return new Terms(
        List.of(
            new Terms.Approvals(new Group.Peers(), 1),
            new Terms.Approvals(any(new Group.Named("sre"), new Group.OwnersOf(text())), 2)),
        any(
            List.<Terms.Round>of(),
            List.of(new Terms.Round(List.of(new Terms.Approvals(new Group.Peers(), 1))))),
        Duration.ofNanos(random.nextLong(1L << 40)),
        Duration.ofSeconds(random.nextInt(10_000)));
  }

  private Impact impact() {
    return new Impact(
        new TreeSet<>(Set.of(text())),
        new TreeSet<>(),
        new TreeSet<>(Set.of("x", text() + "y")),
        random.nextInt(4),
        measure(),
        measure(),
        "EUR",
        measure(),
        List.of(new Impact.Path(List.of(text(), "b"), any(Impact.End.values()))),
        random.nextBoolean() ? List.of() : List.of(text()),
        List.of(new Impact.Redundancy("main-db", 2, 3, 1)),
        measure());
  }

  private Measure measure() {
    if (random.nextInt(3) == 0) {
      return new Measure.Unknown();
    }
    BigDecimal amount = decimal().abs();
    return amount.unscaledValue().testBit(0)
        ? new Measure.Between(amount, amount.add(BigDecimal.ONE))
        : new Measure.Exactly(amount);
  }

  private BigDecimal decimal() {
    return new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(40) - 20);
  }

  private Target target() {
    Set<Harm> harms =
        any(
            Set.<Harm>of(),
            Set.of(Harm.REMOVES),
            Set.of(Harm.DISABLES),
            Set.of(Harm.LOSES_DATA, Harm.REMOVES),
            Set.of(Harm.UNPROTECTS));
    return random.nextInt(4) == 0
        ? new Target.Unresolved(text(), text(), harms)
        : new Target.Known("arn:" + random.nextInt(30), any(Target.Part.values()), harms);
  }

  private Reversibility reversibility() {
    return any(
        new Reversibility.Reversible(),
        new Reversibility.Recoverable(text(), Duration.ofMinutes(5)),
        new Reversibility.Irreversible(text()),
        new Reversibility.Unknown());
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> new Value.Text(text());
      case 1 -> new Value.Numeric(decimal());
      case 2 -> new Value.Flag(random.nextBoolean());
      case 3 -> new Value.Nothing();
      case 4 -> new Value.Blob("00", random.nextLong());
      case 5 -> new Value.Secret("fingerprint");
      case 6 -> new Value.IdempotencyToken(text());
      case 7 -> new Value.Sequence(List.of(value(depth - 1), value(depth - 1)));
      default -> {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("z" + text(), value(depth - 1));
        members.put("a", value(depth - 1));
        yield new Value.Structure(members);
      }
    };
  }

  private Reason reason() {
    return new Reason(text(), text(), "base.cedar", random.nextInt(), text());
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private String person() {
    return any("ana", "ben", "cara", "olga");
  }

  @SafeVarargs
  private <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
