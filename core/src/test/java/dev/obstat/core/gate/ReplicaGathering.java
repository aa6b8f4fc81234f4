package dev.obstat.core.gate;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.Samples;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Knows one service, `reports`, that needs `only-copy` and one of `replica-a` and `replica-b`.
final class ReplicaGathering implements Gathering {
  private final Journal journal;
  private final Clock clock;
  private final Runnable afterwards;

  ReplicaGathering(Journal journal, Clock clock, Runnable afterwards) {
    this.journal = journal;
    this.clock = clock;
    this.afterwards = afterwards;
  }

  @Override
  public Context gather(Action action, Session session) {
    Context context = journal.read(books -> gather(books, action, session));
    afterwards.run();
    return context;
  }

  private Context gather(Books books, Action action, Session session) {
    return new Context(
        books.epoch(),
        clock.instant(),
        session,
        books.sessions().use(session.id()),
        action.targets().stream()
            .map(target -> new Bound(target, Bound.PRODUCTION, Set.of(), Set.of()))
            .toList(),
        impact(books, action),
        books.controls().halts().stream()
            .filter(halt -> halt.scope().covers("kiro", session.id(), Set.of(), Set.of()))
            .toList(),
        List.of(),
        books.incidents().open());
  }

  private static Impact impact(Books books, Action action) {
    Set<String> gone = new HashSet<>();
    books.removals().since(Samples.NOON).forEach(r -> gone.add(r.target().shownName()));
    action.targets().stream()
        .filter(target -> !target.harms().isEmpty())
        .forEach(target -> gone.add(target.shownName()));
    boolean down = gone.contains("only-copy") || gone.containsAll(Set.of("replica-a", "replica-b"));
    SortedSet<String> services = new TreeSet<>(down ? Set.of("reports") : Set.of());
    Impact none = Impact.NONE;
    return new Impact(
        services,
        none.degraded(),
        none.dataLost(),
        0,
        none.customers(),
        none.revenuePerHour(),
        none.currency(),
        none.recoveryMinutes(),
        List.of(),
        List.of());
  }
}
