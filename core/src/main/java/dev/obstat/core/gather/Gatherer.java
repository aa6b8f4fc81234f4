package dev.obstat.core.gather;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Binding;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.catalog.Stages;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.context.Live;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Reckoning;
import dev.obstat.core.impact.Removal;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.impact.Taking;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// Gathers from the journal, in one consistent view, and from the catalog in force.
///
/// The epoch carries the digest of the catalog that was really used. When the recorded one is
/// another (a new catalog is being put in force right now), the dispatch transaction sees that and
/// has everything gathered again.
public final class Gatherer implements Gathering {
  /// Most reports of something missing that are looked at for one decision.
  private static final int MOST_MISSING = 1_000;

  /// Most earlier losses of one target that are looked at: all say the same.
  private static final int MOST_LOSSES = 20;

  private final Journal journal;
  private final Catalogs catalogs;
  private final Windows windows;
  private final LiveFacts live;
  private final Clock clock;
  private final AtomicReference<Parts> parts;

  /// @param live asked what is harmed really is, before anything in production is
  public Gatherer(
      Journal journal, Catalogs catalogs, Windows windows, LiveFacts live, Clock clock) {
    this.journal = journal;
    this.catalogs = catalogs;
    this.windows = windows;
    this.live = live;
    this.parts = new AtomicReference<>(new Parts(catalogs.current()));
    this.clock = clock;
  }

  @Override
  public Context gather(Action asked, Session session) {
    Instant now = clock.instant();
    Recorded recorded = journal.read(books -> Recorded.of(books, asked, session, windows, now));
    Catalog catalog = catalogs.current();
    Live known = asksLive(bind(catalog, asked)) ? live.of(asked) : Live.NOT_ASKED;
    Action action = known.judge(asked);
    List<Bound> targets = bind(catalog, action);
    Impact impact = impact(catalog, recorded, action);
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
        recorded.incidents(),
        recorded.past().with(action, targets, partsOf(catalog)),
        known);
  }

  /// Looking costs the other side a request, so only harm in production is looked into. What is not
  /// resolved counts as production.
  private static boolean asksLive(List<Bound> targets) {
    return targets.stream()
        .anyMatch(
            bound -> !bound.target().harms().isEmpty() && bound.stage().equals(Stages.PRODUCTION));
  }

  private static Impact impact(Catalog catalog, Recorded recorded, Action action) {
    List<Removal> gone = new ArrayList<>(recorded.gone());
    recorded.missing().stream()
        .filter(name -> isWhole(catalog, name))
        .map(Gatherer::missing)
        .forEach(gone::add);
    Set<Integer> broken = new HashSet<>();
    List<String> unknown = new ArrayList<>();
    for (Incident incident : recorded.incidents()) {
      for (String name : incident.down()) {
        catalog
            .indexOf(name)
            .ifPresentOrElse(
                broken::add,
                () ->
                    unknown.add(
                        "incident `"
                            + incident.id()
                            + "` names `"
                            + name
                            + "`, which the catalog does not have any more"));
      }
    }
    Impact impact = Reckoning.of(catalog, gone, broken, action);
    if (action.harms()) {
      for (String what : unknown) {
        impact = impact.withUnknown(what);
      }
    }
    return recorded.gone().size() <= Removals.MOST
        ? impact
        : impact.withUnknown(
            "more than "
                + Removals.MOST
                + " things were taken lately: too many to count what all of them take down");
  }

  /// A part that is missing (one object of a bucket) says nothing of the whole: whoever asks for a
  /// name that never was would take it down.
  private static boolean isWhole(Catalog catalog, String name) {
    return catalog.bind(name).entities().stream()
        .flatMap(index -> catalog.entity(index).matches().stream())
        .anyMatch(match -> namesWhole(match.pattern(), name));
  }

  private static boolean namesWhole(String pattern, String name) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(name)
        : !pattern.endsWith("*")
            && name.startsWith(pattern.substring(0, star))
            && name.endsWith(pattern.substring(pattern.lastIndexOf('*') + 1));
  }

  private static Removal missing(String name) {
    return new Removal(
        "",
        "",
        "",
        "",
        new Target.Known(name, Target.Part.OBJECT, Set.of(Harm.REMOVES)),
        Instant.EPOCH);
  }

  private Parts partsOf(Catalog catalog) {
    return parts.updateAndGet(last -> last.catalog() == catalog ? last : new Parts(catalog));
  }

  static List<Bound> bind(Catalog catalog, Action action) {
    String account = action.place().account();
    return action.targets().stream().map(target -> bind(catalog, target, account)).toList();
  }

  static Bound bind(Catalog catalog, Target target) {
    return bind(catalog, target, "");
  }

  private static Bound bind(Catalog catalog, Target target, String account) {
    return switch (target) {
      case Target.Unresolved _ -> new Bound(target, Stages.PRODUCTION, Set.of(), Set.of());
      case Target.Known known -> {
        Binding binding = catalog.bind(known.name(), account);
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
      List<String> missing,
      Past past,
      List<Halt> halts,
      List<Freeze> freezes,
      List<Incident> incidents) {

    /// The epoch first: whatever moves while the rest is read makes the dispatch transaction ask
    /// again.
    static Recorded of(Books books, Action action, Session session, Windows windows, Instant now) {
      Instant since = now.minus(windows.removals());
      Epoch epoch = books.epoch();
      return new Recorded(
          epoch,
          books.sessions().find(session.id()).orElse(session),
          books.sessions().use(session.id()),
          // What takes nothing has no impact, whatever is gone: most actions only look.
          action.harms() ? gone(books.removals(), action, since) : List.of(),
          action.harms() ? books.removals().missing(since, MOST_MISSING) : List.of(),
          Past.of(books, action, session, now.minus(windows.budgets()), now),
          books.controls().halts(),
          books.controls().freezes(),
          books.incidents().open());
    }

    /// What was taken lately, by anybody, and the data that the action's own targets lost, whenever
    /// that was: making an empty one in its place brings nothing back.
    private static List<Removal> gone(Removals removals, Action action, Instant since) {
      List<Removal> gone = new ArrayList<>(removals.since(since));
      for (Target target : action.targets()) {
        if (target instanceof Target.Known known) {
          removals.of(known.name(), MOST_LOSSES).stream()
              .filter(taking -> taking.left().contains(Harm.LOSES_DATA))
              .map(Recorded::dataAlone)
              .forEach(gone::add);
        }
      }
      return gone;
    }

    private static Removal dataAlone(Taking taking) {
      return new Taking(taking.removal(), Set.of(Harm.LOSES_DATA)).stillCounting();
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
