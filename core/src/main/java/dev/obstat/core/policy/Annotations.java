package dev.obstat.core.policy;

import dev.obstat.cedar.Annotation;
import dev.obstat.cedar.Effect;
import dev.obstat.cedar.Policy;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Quarantine;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what the annotations of a policy demand. Cedar gives annotations no meaning, so whatever
/// is not understood here would silently mean nothing: it is a problem.
final class Annotations {
  static final String PEER = "peer";
  static final String SERVICE_OWNER = "service-owner";

  private static final String ID = "id";
  private static final String OUTCOME = "outcome";
  private static final String APPROVALS = "approvals";
  private static final String COOL_OFF = "cooloff";
  private static final String EXPIRES = "expires";
  private static final String BECAUSE = "because";
  private static final String QUARANTINE = "quarantine";
  private static final List<String> KNOWN =
      List.of(ID, OUTCOME, APPROVALS, COOL_OFF, EXPIRES, QUARANTINE, BECAUSE);
  private static final List<String> OF_HOLDS = List.of(APPROVALS, COOL_OFF, EXPIRES);
  private static final String HOLD = "hold";

  /// Ids that reasons use for what is built in.
  private static final Set<String> RESERVED =
      Set.of("halt", "no-permit", "policy-error", "session", "grant", SERVICE_OWNER);

  private static final int MOST_VOTES = 20;
  private static final int LONGEST_SENTENCE = 500;
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST_ROUNDS = 5;
  private static final String THEN = "then ";
  private static final Pattern ASKED = Pattern.compile("([0-9]{1,9}) +(\\S+)");

  private final Policy policy;
  private final Catalog catalog;
  private final Consumer<Problem> problems;

  private Annotations(Policy policy, Catalog catalog, Consumer<Problem> problems) {
    this.policy = policy;
    this.catalog = catalog;
    this.problems = problems;
  }

  /// @param catalog whose groups are asked for approvals
  /// @return what the policy means, as far as there are no problems
  static Ruling read(Policy policy, Catalog catalog, Consumer<Problem> problems) {
    return new Annotations(policy, catalog, problems).ruling();
  }

  private Ruling ruling() {
    refuseUnknown();
    refuseReservedId();
    String because = because();
    boolean holds = holds();
    if (!holds) {
      refuseTerms();
    }
    if (holds || policy.effect() == Effect.PERMIT) {
      refuseQuarantine();
    }
    return switch (policy.effect()) {
      case PERMIT -> new Ruling.Permits(because);
      case FORBID ->
          holds
              ? new Ruling.Holds(demand(), because)
              : new Ruling.Denies(
                  because,
                  policy.annotation(QUARANTINE).map(this::quarantine).orElse(Quarantine.NONE));
    };
  }

  /// Only a no halts: what is held waits for people anyway.
  private void refuseQuarantine() {
    policy
        .annotation(QUARANTINE)
        .ifPresent(
            quarantine ->
                problem(
                    quarantine.position(),
                    "`@quarantine` means nothing but on a forbid without `@outcome`: it halts"
                        + " together with a no"));
  }

  private Quarantine quarantine(Annotation annotation) {
    return switch (annotation.value()) {
      case "agent" -> Quarantine.AGENT;
      case "session" -> Quarantine.SESSION;
      case String other -> {
        problem(
            annotation.valuePosition(),
            "`" + other + "` cannot be quarantined: write `session` or `agent`");
        yield Quarantine.NONE;
      }
    };
  }

  private void refuseUnknown() {
    for (Annotation annotation : policy.annotations()) {
      if (!KNOWN.contains(annotation.name())) {
        String hint =
            Nearest.to(annotation.name(), KNOWN)
                .map(near -> "; did you mean `@" + near + "`?")
                .orElse("; known are @" + String.join(", @", KNOWN));
        problem(
            annotation.position(), "there is no annotation `@" + annotation.name() + "`" + hint);
      }
    }
  }

  private void refuseReservedId() {
    policy
        .annotation(ID)
        .filter(id -> RESERVED.contains(id.value()))
        .ifPresent(
            id ->
                problem(
                    id.valuePosition(), "the id `" + id.value() + "` is built in: choose another"));
  }

  private String because() {
    Optional<Annotation> because = policy.annotation(BECAUSE);
    if (because.isEmpty()) {
      if (policy.effect() == Effect.FORBID) {
        problem(policy.position(), "a forbid tells people why: add `@because(\"...\")` before it");
      }
      return "";
    }
    String sentence = because.get().value();
    if (sentence.isBlank() || sentence.length() > LONGEST_SENTENCE) {
      problem(
          because.get().valuePosition(),
          "`@because` is a sentence of 1 to " + LONGEST_SENTENCE + " characters");
    }
    return sentence;
  }

  private boolean holds() {
    Optional<Annotation> outcome = policy.annotation(OUTCOME);
    if (outcome.isEmpty()) {
      return false;
    }
    if (policy.effect() == Effect.PERMIT) {
      problem(
          outcome.get().position(),
          "`@outcome` on a permit means nothing: write a forbid that holds");
      return true;
    }
    if (!outcome.get().value().equals(HOLD)) {
      problem(
          outcome.get().valuePosition(),
          "the outcome `"
              + outcome.get().value()
              + "` is not known: write `hold`, or leave `@outcome` out to deny");
    }
    return true;
  }

  private void refuseTerms() {
    for (Annotation annotation : policy.annotations()) {
      if (OF_HOLDS.contains(annotation.name())) {
        problem(
            annotation.position(),
            "`@" + annotation.name() + "` means nothing without `@outcome(\"hold\")` on a forbid");
      }
    }
  }

  private Demand demand() {
    Optional<Annotation> approvals = policy.annotation(APPROVALS);
    Optional<Duration> coolOff = policy.annotation(COOL_OFF).flatMap(this::duration);
    Duration expires =
        policy
            .annotation(EXPIRES)
            .flatMap(this::duration)
            .orElse(max(Terms.DEFAULT_EXPIRES, coolOff.map(time -> time.multipliedBy(2))));
    List<List<Asked>> asked = approvals.map(this::asked).orElse(List.of(List.of()));
    boolean asksNobody =
        asked.size() == 1
            && !asked.getFirst().isEmpty()
            && asked.getFirst().stream().allMatch(each -> each.count() == 0);
    if (approvals.isEmpty() && policy.annotation(COOL_OFF).isEmpty()) {
      problem(
          policy.position(),
          "a hold needs terms: add `@approvals(\"1 peer\")`, or `@cooloff(\"PT10M\")`");
    } else if (asksNobody && policy.annotation(COOL_OFF).isEmpty()) {
      problem(
          approvals.map(Annotation::valuePosition).orElse(policy.position()),
          "zero approvals hold nothing: ask for one, or add `@cooloff(\"PT10M\")`");
    }
    if (coolOff.isPresent() && expires.compareTo(coolOff.get()) <= 0) {
      problem(
          policy.annotation(EXPIRES).map(Annotation::valuePosition).orElse(policy.position()),
          "the review would expire before its cool-off is over: make `@expires` longer than"
              + " `@cooloff`");
    }
    return new Demand(asked, coolOff.orElse(Duration.ZERO), expires);
  }

  private static Duration max(Duration one, Optional<Duration> other) {
    return other.filter(time -> time.compareTo(one) > 0).orElse(one);
  }

  private Optional<Duration> duration(Annotation annotation) {
    Duration duration;
    try {
      duration = Duration.parse(annotation.value());
    } catch (DateTimeParseException _) {
      problem(
          annotation.valuePosition(),
          "`"
              + annotation.value()
              + "` is not an ISO duration: write hours and minutes as in `PT1H30M`");
      return Optional.empty();
    }
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      problem(
          annotation.valuePosition(),
          "`@"
              + annotation.name()
              + "` is more than nothing and at most "
              + LONGEST.toDays()
              + " days");
      return Optional.empty();
    }
    return Optional.of(duration);
  }

  /// Rounds in their order: `1 service-owner, then 1 oncall` are two.
  private List<List<Asked>> asked(Annotation approvals) {
    List<List<Asked>> rounds = new ArrayList<>(List.of(new ArrayList<>()));
    Set<String> groups = new HashSet<>();
    for (String written : approvals.value().split(",", -1)) {
      String part = written.strip();
      if (part.startsWith(THEN)) {
        refuseEmpty(rounds.getLast(), approvals);
        rounds.add(new ArrayList<>());
        groups.clear();
        part = part.substring(THEN.length()).strip();
      }
      Matcher matcher = ASKED.matcher(part);
      if (!matcher.matches()) {
        problem(
            approvals.valuePosition(),
            "`"
                + part
                + "` asks nobody: write numbers and groups, as in `2 peer, 1 service-owner`"
                + (part.contains(THEN) ? ", and a comma before `then`" : ""));
        continue;
      }
      int count = Integer.parseInt(matcher.group(1));
      String group = matcher.group(2);
      if (count > MOST_VOTES) {
        problem(approvals.valuePosition(), "more than " + MOST_VOTES + " votes are absurd");
      } else if (!groups.add(group)) {
        problem(approvals.valuePosition(), "`" + group + "` is asked twice");
      } else {
        who(group, approvals.valuePosition())
            .ifPresent(who -> rounds.getLast().add(new Asked(who, count)));
      }
    }
    if (rounds.size() > 1) {
      refuseEmpty(rounds.getLast(), approvals);
    }
    if (rounds.size() > MOST_ROUNDS) {
      problem(approvals.valuePosition(), "more than " + MOST_ROUNDS + " rounds are absurd");
    }
    return rounds;
  }

  /// A round that asks nobody is met before anybody looked.
  private void refuseEmpty(List<Asked> round, Annotation approvals) {
    if (round.stream().allMatch(each -> each.count() == 0)) {
      problem(
          approvals.valuePosition(),
          "a round before or after `then` asks nobody: ask for one vote at least in each");
    }
  }

  private Optional<Asked.Who> who(String group, dev.obstat.cedar.Position at) {
    if (group.equals(PEER)) {
      return Optional.of(new Asked.Who.Fixed(new Group.Peers()));
    }
    if (group.equals(SERVICE_OWNER)) {
      return Optional.of(new Asked.Who.ServiceOwner());
    }
    if (catalog.hasMembers(group)) {
      return Optional.of(new Asked.Who.Fixed(new Group.Named(group)));
    }
    Set<String> groups = new TreeSet<>(Set.of(PEER, SERVICE_OWNER));
    catalog.people().forEach(person -> groups.addAll(catalog.groupsOf(person)));
    problem(at, "nobody is in the group `" + group + "`" + Nearest.hint(group, groups));
    return Optional.empty();
  }

  private void problem(dev.obstat.cedar.Position at, String message) {
    problems.accept(new Problem(new Position(at.file(), at.line(), at.column()), message));
  }
}
