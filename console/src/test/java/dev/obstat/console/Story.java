package dev.obstat.console;

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
import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The agent kiro, operated by olga, was asked for a small fix and wants to delete the bucket that
/// a service with 41,000 customers lives on. Sam owns that service; rosa and ines are peers.
public final class Story {
  public static final String SESSION = "s-kiro000000000001";
  public static final String REVIEW = "r-delete0000000001";
  public static final String INTENT =
      "COST-2191: the monthly sum is off by one cent for customers with two currencies. Fix the"
          + " rounding.";

  private static final Principal.Agent KIRO = new Principal.Agent("kiro", "olga");

  private static final Map<String, Set<String>> GROUPS =
      Map.of(
          "olga", Set.of("team-cost"),
          "sam", Set.of("team-cost", "sre"),
          "rosa", Set.of("sre"),
          "ines", Set.of("team-web"));

  private static final Map<String, Surroundings.Entity> ENTITIES =
      Map.of(
          "cost-explorer", new Surroundings.Entity("Cost Explorer", "tier 0"),
          "billing-export", new Surroundings.Entity("billing-export", ""),
          "login", new Surroundings.Entity("login", "tier 0"),
          "search", new Surroundings.Entity("search", ""));

  private Story() {}

  public static People people() {
    return new People() {
      @Override
      public boolean knows(String person) {
        return GROUPS.containsKey(person);
      }

      @Override
      public Set<String> groupsOf(String person) {
        return GROUPS.getOrDefault(person, Set.of());
      }

      @Override
      public Set<String> membersOf(String group) {
        return GROUPS.keySet().stream()
            .filter(person -> groupsOf(person).contains(group))
            .collect(Collectors.toSet());
      }

      @Override
      public Optional<String> ownersOf(String service) {
        return service.equals("cost-explorer") ? Optional.of("team-cost") : Optional.empty();
      }
    };
  }

  public static Surroundings surroundings() {
    return new Surroundings() {
      @Override
      public Optional<String> stage(Target target) {
        return target.shownName().contains("staging")
            ? Optional.of("staging")
            : Optional.of("production");
      }

      @Override
      public Optional<Entity> entity(String name) {
        return Optional.ofNullable(ENTITIES.get(name));
      }

      @Override
      public List<String> unaffected(Impact impact) {
        return impact.isNone() ? List.of() : List.of("login", "search");
      }
    };
  }

  public static Session session(Instant now) {
    return session(SESSION, KIRO, INTENT, now.minus(Duration.ofMinutes(21)));
  }

  public static Session session(String id, Principal.Agent agent, String intent, Instant opened) {
    return new Session(
        id,
        agent,
        agent.operator(),
        intent,
        "OBSTAT" + id,
        opened,
        opened.plus(Duration.ofHours(2)),
        new Session.Standing.Live());
  }

  public static Action action(
      String session, String service, String operation, Effect effect, Target... targets) {
    return action(session, KIRO, service, operation, effect, Map.of(), targets);
  }

  public static Action action(
      String session,
      Principal agent,
      String service,
      String operation,
      Effect effect,
      Map<String, Value> parameters,
      Target... targets) {
    return new Action(
        session,
        agent,
        new Place("aws", "111122223333", "eu-west-1", "agents"),
        new Operation("aws", service, operation),
        effect,
        effect.destroys()
            ? new Reversibility.Irreversible("the bucket has no versions and no backup")
            : new Reversibility.Reversible(),
        List.of(targets),
        new Value.Structure(parameters),
        new Content.None(),
        List.of());
  }

  public static Target.Known lost(String arn) {
    return new Target.Known(arn, Target.Part.OBJECT, Set.of(Harm.REMOVES, Harm.LOSES_DATA));
  }

  /// What kiro wants.
  public static Action deletion() {
    Map<String, Value> parameters = new LinkedHashMap<>();
    parameters.put("Bucket", Value.of("cost-reports-eu"));
    parameters.put("ExpectedBucketOwner", Value.of("111122223333"));
    return action(
        SESSION,
        KIRO,
        "s3",
        "DeleteBucket",
        Effect.DELETE,
        parameters,
        lost("arn:aws:s3:::cost-reports-eu"));
  }

  public static Impact outage() {
    return new Impact(
        new TreeSet<>(List.of("cost-explorer", "report-api")),
        new TreeSet<>(List.of("billing-export")),
        new TreeSet<>(List.of("resource:cost-reports-eu")),
        1,
        Measure.of(41_000),
        Measure.of(18_400),
        "USD",
        Measure.of(540),
        List.of(
            new Impact.Path(List.of("resource:cost-reports-eu"), Impact.End.DATA_LOST),
            new Impact.Path(List.of("resource:cost-reports-eu", "report-api"), Impact.End.DOWN),
            new Impact.Path(
                List.of("resource:cost-reports-eu", "report-api", "cost-explorer"),
                Impact.End.DOWN),
            new Impact.Path(
                List.of("resource:cost-reports-eu", "report-api", "billing-export"),
                Impact.End.DEGRADED)),
        List.of());
  }

  public static Terms terms() {
    return new Terms(
        List.of(
            new Terms.Approvals(new Group.Peers(), 2),
            new Terms.Approvals(new Group.OwnersOf("cost-explorer"), 1)),
        Duration.ZERO,
        Duration.ofHours(1));
  }

  public static Review review(String id, Action action, Impact seen, Terms terms, Instant opened) {
    return new Review(
        id,
        action,
        action.digest(),
        INTENT,
        terms,
        List.of(
            new Reason(
                "production-destroy-needs-peers",
                "deleting or replacing something production depends on needs two peers, one of them"
                    + " an owner",
                "policies/production.cedar",
                14,
                action.targets().getFirst().shownName())),
        seen,
        Set.of(action.principal().operatedBy()),
        Electorate.membersNow(terms, people()),
        opened,
        List.of(),
        new Review.State.Open());
  }

  /// All that happened up to the moment when people are asked.
  public static void tell(TestSite site) {
    Instant now = site.clock.instant();
    site.record(new Fact.SessionOpened(session(now)));
    went(site, "d-1", now.minusSeconds(1_150), "ListBuckets", Effect.READ, "cost-reports-eu");
    went(site, "d-2", now.minusSeconds(900), "ListObjectsV2", Effect.READ, "cost-reports-eu");
    Action emptied =
        action(
            SESSION,
            "s3",
            "DeleteObjects",
            Effect.DELETE,
            lost("arn:aws:s3:::cost-reports-eu-staging"));
    site.record(
        new Fact.Dispatched(
            "d-3", emptied, Impact.NONE, List.of(), "p1", "", now.minusSeconds(620)),
        new Fact.Completed("d-3", "HTTP 200", now.minusSeconds(619)));
    site.record(
        new Fact.Refused(
            action(
                SESSION,
                "s3",
                "PutBucketVersioning",
                Effect.UPDATE,
                Target.Known.unharmed("arn:aws:s3:::cost-reports-eu")),
            List.of(
                Reason.builtIn(
                    "weaker-safety", "versioning is not switched off in production", "bucket")),
            "p1",
            now.minusSeconds(240)));
    site.record(
        new Fact.ReviewOpened(
            review(REVIEW, deletion(), outage(), terms(), now.minusSeconds(130))));
  }

  private static void went(
      TestSite site, String id, Instant at, String operation, Effect effect, String bucket) {
    Action action =
        action(SESSION, "s3", operation, effect, Target.Known.unharmed("arn:aws:s3:::" + bucket));
    site.record(
        new Fact.Dispatched(id, action, Impact.NONE, List.of(), "p1", "", at),
        new Fact.Completed(id, "HTTP 200", at.plusMillis(80)));
  }
}
