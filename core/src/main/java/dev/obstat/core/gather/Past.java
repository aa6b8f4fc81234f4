package dev.obstat.core.gather;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Safeguards;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.History;
import dev.obstat.core.context.Sequences;
import dev.obstat.core.context.Used;
import dev.obstat.core.fact.Books;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.impact.Reckoning;
import dev.obstat.core.impact.Taking;
import dev.obstat.core.session.Pace;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.Stop;
import dev.obstat.core.session.WindowUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the operator and the agent did within the window for budgets, in all their sessions, and
/// what an action is together with it.
///
/// @param takings what they took, newest first; empty for an action that only looks
/// @param known whether that is all of it
/// @param byAnybody what anybody took, newest first; empty for an action that destroys nothing
record Past(
    WindowUse operator,
    WindowUse agent,
    Pace pace,
    List<Taking> takings,
    boolean known,
    boolean retried,
    List<Taking> byAnybody) {
  /// Most takings looked at for one decision. Who took more is told that it cannot be counted.
  static final int MOST_TAKINGS = 2_000;

  /// Most different tries at one thing looked at. Who tried more ways counts as trying weaker ones.
  static final int MOST_STOPS = 20;

  static Past of(Books books, Action action, Session session, Instant since, Instant now) {
    String operator = session.agent().operator();
    String agent = session.agent().name();
    boolean matters = action.effect().changes() || action.harms();
    List<Taking> takings =
        matters ? books.removals().by(operator, agent, since, MOST_TAKINGS + 1) : List.<Taking>of();
    return new Past(
        books.sessions().usedByOperator(operator, since),
        books.sessions().usedByAgent(agent, since),
        books.sessions().pace(agent, now),
        takings,
        takings.size() <= MOST_TAKINGS,
        matters && retriedWeaker(books, action, operator, agent, since),
        action.targets().stream().anyMatch(target -> destroys(target.harms()))
            ? books.removals().byAnybody(since, MOST_TAKINGS)
            : List.<Taking>of());
  }

  private static boolean retriedWeaker(
      Books books, Action action, String operator, String agent, Instant since) {
    Safeguards now = Safeguards.of(action);
    String operation = action.operation().toString();
    for (Target target : action.targets()) {
      List<Stop> stops =
          books.stops().of(operation, target.shownName(), operator, agent, since, MOST_STOPS + 1);
      if (stops.size() > MOST_STOPS
          || stops.stream().anyMatch(stop -> now.weakerThan(stop.safeguards()))) {
        return true;
      }
    }
    return false;
  }

  History with(Action action, List<Bound> targets, Parts parts) {
    List<Took> before = takings.stream().map(taking -> Took.of(parts.catalog(), taking)).toList();
    List<Bound> harmed = targets.stream().filter(bound -> takes(bound.target().harms())).toList();
    Capacity capacity = Capacity.of(harmed, before, parts);
    SortedSet<String> services = new TreeSet<>();
    before.stream().filter(Took::counts).forEach(took -> services.addAll(took.bound().services()));
    harmed.forEach(bound -> services.addAll(bound.services()));
    return new History(
        new Used(
            operator,
            agent,
            known,
            services,
            customersAtRisk(parts.catalog(), action),
            destroyedOfService(targets, parts.catalog()),
            pace),
        new Sequences(
            recreates(action, before),
            capacity.piecemeal() || (!known && !harmed.isEmpty()),
            known || harmed.isEmpty() ? capacity.share() : 100,
            unprotectedBefore(action, targets, before),
            retried));
  }

  /// Where more was taken than is looked at, the newest count: that is more than any budget.
  private long destroyedOfService(List<Bound> targets, Catalog catalog) {
    Map<String, Long> destroyed = new TreeMap<>();
    for (Bound bound : targets) {
      if (destroys(bound.target().harms())) {
        bound.services().forEach(service -> destroyed.merge(service, 1L, Long::sum));
      }
    }
    if (destroyed.isEmpty()) {
      return 0;
    }
    for (Taking taking : byAnybody) {
      Target target = taking.removal().target();
      if (destroys(target.harms())) {
        Gatherer.bind(catalog, target)
            .services()
            .forEach(service -> destroyed.computeIfPresent(service, (_, count) -> count + 1));
      }
    }
    return destroyed.values().stream().mapToLong(count -> count).max().orElse(0);
  }

  private Measure customersAtRisk(Catalog catalog, Action action) {
    return action.harms()
        ? Reckoning.of(catalog, takings.stream().map(Taking::stillCounting).toList(), action)
            .customers()
        : Measure.zero();
  }

  private boolean recreates(Action action, List<Took> before) {
    return switch (action.effect()) {
      case REPLACE -> true;
      case CREATE -> {
        Set<String> made = new HashSet<>();
        for (Target target : action.targets()) {
          if (target instanceof Target.Known(String name, Target.Part part, _)
              && part == Target.Part.OBJECT) {
            made.add(name);
          }
        }
        yield !known
            || before.stream()
                .filter(took -> took.harms().contains(Harm.REMOVES))
                .anyMatch(took -> made.contains(took.bound().target().shownName()));
      }
      case READ, DISCLOSE, MINT, UPDATE, DELETE, PERMISSIONS, EXECUTE -> false;
    };
  }

  /// A part of what was unprotected, and anything of the same entity, was unprotected with it.
  private boolean unprotectedBefore(Action action, List<Bound> targets, List<Took> before) {
    List<Bound> destroyed =
        targets.stream()
            .filter(bound -> action.effect() == Effect.REPLACE || destroys(bound.target().harms()))
            .toList();
    if (destroyed.isEmpty()) {
      return false;
    }
    return !known
        || before.stream()
            .filter(took -> took.harms().contains(Harm.UNPROTECTS))
            .anyMatch(took -> destroyed.stream().anyMatch(bound -> isOf(bound, took.bound())));
  }

  private static boolean isOf(Bound bound, Bound whole) {
    String name = bound.target().shownName();
    String wholeName = whole.target().shownName();
    return name.equals(wholeName)
        || name.startsWith(wholeName + "/")
        || name.startsWith(wholeName + ":")
        || bound.entities().stream().anyMatch(whole.entities()::contains);
  }

  private static boolean destroys(Set<Harm> harms) {
    return harms.contains(Harm.REMOVES) || harms.contains(Harm.LOSES_DATA);
  }

  private static boolean takes(Set<Harm> harms) {
    return destroys(harms) || harms.contains(Harm.DISABLES);
  }

  /// What was taken before, with what the catalog knows of it now.
  ///
  /// @param harms as it was taken
  /// @param counts whether anything of it is still gone
  private record Took(Bound bound, Set<Harm> harms, boolean counts) {
    Took {
      harms = Set.copyOf(harms);
    }

    static Took of(Catalog catalog, Taking taking) {
      Target target = taking.removal().target();
      return new Took(Gatherer.bind(catalog, target), target.harms(), takes(taking.left()));
    }
  }

  /// How much of a service is taken piece by piece.
  ///
  /// @param piecemeal whether other things of the same service were taken before
  /// @param share of the service of which most is taken, in percent
  private record Capacity(boolean piecemeal, int share) {

    static Capacity of(List<Bound> harmed, List<Took> before, Parts parts) {
      Map<String, Set<String>> names = new TreeMap<>();
      Map<String, Set<String>> entities = new TreeMap<>();
      for (Bound bound : harmed) {
        for (String service : bound.services()) {
          names.computeIfAbsent(service, _ -> new HashSet<>()).add(bound.target().shownName());
          entities.computeIfAbsent(service, _ -> new HashSet<>()).addAll(bound.entities());
        }
      }
      boolean piecemeal = false;
      for (Took took : before) {
        if (took.counts()) {
          for (String service : took.bound().services()) {
            Set<String> now = names.getOrDefault(service, Set.of());
            if (!now.isEmpty()) {
              piecemeal |= !now.contains(took.bound().target().shownName());
              entities.getOrDefault(service, new HashSet<>()).addAll(took.bound().entities());
            }
          }
        }
      }
      int share = 0;
      for (Map.Entry<String, Set<String>> taken : entities.entrySet()) {
        share = Math.max(share, share(taken.getValue(), parts.of(taken.getKey())));
      }
      return new Capacity(piecemeal, share);
    }

    private static int share(Set<String> taken, Set<String> all) {
      List<String> ofIt = new ArrayList<>(taken);
      ofIt.retainAll(all);
      return all.isEmpty() ? 100 : Math.ceilDiv(100 * ofIt.size(), all.size());
    }
  }
}
