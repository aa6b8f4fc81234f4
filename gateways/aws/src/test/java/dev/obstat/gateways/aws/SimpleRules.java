package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.policy.Deciding;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Reads and most changes pass, destroying and what is named here is held for one peer, what is
/// named otherwise is denied; and a context that knows nothing of the world.
final class SimpleRules implements Deciding, Gathering {
  static final String DIGEST = "simple";

  private final Journal journal;
  private final Clock clock;
  private volatile Set<String> held = Set.of();
  private volatile Set<String> denied = Set.of();
  private volatile Set<String> allowed = Set.of();
  private volatile Terms terms =
      new Terms(
          List.of(new Terms.Approvals(new Group.Peers(), 1)), Duration.ZERO, Duration.ofHours(1));

  SimpleRules(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  void hold(String... operations) {
    held = Set.of(operations);
  }

  void deny(String... operations) {
    denied = Set.of(operations);
  }

  void allow(String... operations) {
    allowed = Set.of(operations);
  }

  void coolOff(Duration coolOff) {
    terms = new Terms(terms.approvals(), coolOff, terms.expires());
  }

  @Override
  public Context gather(Action action, Session session) {
    return journal.read(
        books ->
            new Context(
                books.epoch(),
                clock.instant(),
                session,
                books.sessions().use(session.id()),
                action.targets().stream()
                    .map(target -> new Bound(target, Bound.PRODUCTION, Set.of(), Set.of()))
                    .toList(),
                Impact.NONE,
                books.controls().halts(),
                books.controls().freezes(),
                books.incidents().open()));
  }

  @Override
  public String digest() {
    return DIGEST;
  }

  @Override
  public Decision decide(Action action, Context context) {
    String name = action.operation().name();
    String target = action.targets().getFirst().shownName();
    if (denied.contains(name)) {
      return new Decision.Deny(
          List.of(new Reason("never", "nobody may do this here", "test.cedar", 1, target)));
    }
    if (held.contains(name) || (action.effect().destroys() && !allowed.contains(name))) {
      return new Decision.Hold(
          terms,
          List.of(new Reason("needs-a-peer", "a peer looks at it first", "test.cedar", 2, target)));
    }
    return new Decision.Allow(List.of(new Reason("flows", "", "test.cedar", 3, target)));
  }
}
