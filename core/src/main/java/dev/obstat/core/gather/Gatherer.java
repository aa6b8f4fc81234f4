package dev.obstat.core.gather;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Binding;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.catalog.Stages;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import dev.obstat.core.impact.Removal;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Gathers from the journal, in one consistent view, and from the catalog in force.
///
/// The epoch carries the digest of the catalog that was really used. When the recorded one is
/// another (a new catalog is being put in force right now), the dispatch transaction sees that and
/// has everything gathered again.
public final class Gatherer implements Gathering {
  /// How long a removal counts where nothing else is configured.
  public static final Duration WINDOW = Duration.ofHours(24);

  private final Journal journal;
  private final Catalogs catalogs;
  private final Duration window;
  private final Clock clock;

  /// @param window how long the removals of everybody count as already gone
  public Gatherer(Journal journal, Catalogs catalogs, Duration window, Clock clock) {
    this.journal = journal;
    this.catalogs = catalogs;
    this.window = window;
    this.clock = clock;
  }

  @Override
  public Context gather(Action action, Session session) {
    Instant now = clock.instant();
    Recorded recorded =
        journal.read(books -> Recorded.of(books, action, session, now.minus(window)));
    Catalog catalog = catalogs.current();
    List<Bound> targets = action.targets().stream().map(target -> bind(catalog, target)).toList();
    Impact impact = Reckoning.of(catalog, recorded.gone(), action);
    Reach reach = Reach.of(targets, impact, session);
    return new Context(
        new Epoch(
            recorded.epoch().policySet(),
            catalog.digest(),
            recorded.epoch().controls(),
            recorded.epoch().removals()),
        now,
        recorded.session(),
        recorded.use(),
        targets,
        impact,
        recorded.halts().stream().filter(halt -> reach.isIn(halt.scope())).toList(),
        recorded.freezes().stream()
            .filter(freeze -> freeze.holdsAt(now) && reach.isIn(freeze.scope()))
            .toList(),
        recorded.incidents());
  }

  static Bound bind(Catalog catalog, Target target) {
    return switch (target) {
      case Target.Unresolved _ -> new Bound(target, Stages.PRODUCTION, Set.of(), Set.of());
      case Target.Known known -> {
        Binding binding = catalog.bind(known.name());
        Set<String> services = new TreeSet<>();
        binding.entities().forEach(index -> services.addAll(catalog.servicesOf(index)));
        yield new Bound(
            target,
            binding.stage(),
            binding.entities().stream()
                .map(index -> catalog.entity(index).ref().toString())
                .collect(Collectors.toUnmodifiableSet()),
            services);
      }
    };
  }

  /// What the journal says, all of one moment.
  private record Recorded(
      Epoch epoch,
      Session session,
      SessionUse use,
      List<Removal> gone,
      List<Halt> halts,
      List<Freeze> freezes,
      List<Incident> incidents) {

    /// The epoch first: whatever moves while the rest is read makes the dispatch transaction ask
    /// again.
    static Recorded of(Books books, Action action, Session session, Instant since) {
      Epoch epoch = books.epoch();
      return new Recorded(
          epoch,
          books.sessions().find(session.id()).orElse(session),
          books.sessions().use(session.id()),
          // What takes nothing has no impact, whatever is gone: most actions only look.
          action.harms() ? books.removals().since(since) : List.of(),
          books.controls().halts(),
          books.controls().freezes(),
          books.incidents().open());
    }
  }

  /// What a halt or a freeze is compared with: who acts, and every service and stage the action
  /// reaches.
  private record Reach(String agent, String session, Set<String> services, Set<String> stages) {

    static Reach of(List<Bound> targets, Impact impact, Session session) {
      Set<String> services = new HashSet<>(impact.down());
      services.addAll(impact.degraded());
      targets.forEach(bound -> services.addAll(bound.services()));
      Set<String> stages = targets.stream().map(Bound::stage).collect(Collectors.toSet());
      return new Reach(session.agent().name(), session.id(), services, stages);
    }

    boolean isIn(Scope scope) {
      return scope.covers(agent, session, services, stages);
    }
  }
}
