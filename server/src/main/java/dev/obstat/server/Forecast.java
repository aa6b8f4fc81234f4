package dev.obstat.server;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Principal;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.gather.Supposing;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.trail.TrailEvent;
import dev.obstat.gateways.aws.trail.TrailTranslator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Counts what the policies would have said to what really happened.
final class Forecast {
  private static final BigDecimal SECONDS_OF_A_DAY = BigDecimal.valueOf(86_400);

  private final TrailTranslator translator;
  private final Rules.Read.Good rules;
  private final Map<String, long[]> by = new HashMap<>();
  private final Map<String, long[]> operations = new HashMap<>();
  private final Map<String, long[]> policies = new HashMap<>();
  private long events;
  private long notKnown;
  private long allowed;
  private long held;
  private long denied;
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  Forecast(AwsModels models, Rules.Read.Good rules) {
    this.translator = new TrailTranslator(models);
    this.rules = rules;
  }

  /// How often somebody, an operation or a policy was held or denied.
  record Count(String name, long held, long denied) {}

  /// @param days from the first call to the last, at least one
  record Found(
      long events,
      long notKnown,
      BigDecimal days,
      long allowed,
      long held,
      long denied,
      List<Count> by,
      List<Count> operations,
      List<Count> policies) {

    BigDecimal perDay(long count) {
      return BigDecimal.valueOf(count).divide(days, 1, RoundingMode.HALF_UP);
    }
  }

  void add(TrailEvent event) {
    events++;
    first = event.at().isBefore(first) ? event.at() : first;
    last = event.at().isAfter(last) ? event.at() : last;
    Optional<Action> action = translator.translate(event);
    if (action.isEmpty()) {
      notKnown++;
      return;
    }
    decide(event, action.get());
  }

  private void decide(TrailEvent event, Action action) {
    Session session =
        new Session(
            action.session(),
            new Principal.Agent(event.who(), event.who()),
            event.who(),
            "",
            "",
            event.at(),
            event.at().plus(Duration.ofHours(1)),
            new Session.Standing.Live());
    Supposing supposing =
        new Supposing(
            rules.catalog(), rules.policies().digest(), Clock.fixed(event.at(), ZoneOffset.UTC));
    Decision decision = rules.policies().decide(action, supposing.gather(action, session));
    switch (decision) {
      case Decision.Allow _ -> allowed++;
      case Decision.Hold hold -> {
        held++;
        count(event, action, hold.reasons(), 0);
      }
      case Decision.Deny deny -> {
        denied++;
        count(event, action, deny.reasons(), 1);
      }
    }
  }

  private void count(TrailEvent event, Action action, List<Reason> reasons, int which) {
    count(by, event.caller(), which);
    count(operations, action.operation().toString(), which);
    Set<String> names = new TreeSet<>();
    reasons.forEach(reason -> names.add(reason.policy()));
    names.forEach(name -> count(policies, name, which));
  }

  private static void count(Map<String, long[]> counts, String name, int which) {
    counts.computeIfAbsent(name, _ -> new long[2])[which]++;
  }

  Found found() {
    BigDecimal days = BigDecimal.ONE;
    if (events > 0) {
      days =
          BigDecimal.valueOf(Duration.between(first, last).toSeconds())
              .divide(SECONDS_OF_A_DAY, 1, RoundingMode.HALF_UP)
              .max(BigDecimal.ONE);
    }
    return new Found(
        events,
        notKnown,
        days,
        allowed,
        held,
        denied,
        sorted(by),
        sorted(operations),
        sorted(policies));
  }

  private static List<Count> sorted(Map<String, long[]> counts) {
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .sorted(
            Comparator.<Count>comparingLong(count -> -count.held() - count.denied())
                .thenComparing(Count::name))
        .toList();
  }
}
