package dev.obstat.core.fact;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Safeguards;
import dev.obstat.core.action.Target;
import dev.obstat.core.impact.Removal;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.impact.Taking;
import dev.obstat.core.session.Stop;
import dev.obstat.core.session.Stops;
import dev.obstat.core.session.WindowUse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The part of the reference that counts over time.
final class InMemoryCounting {
  private final List<Taken> takings;
  private final Map<String, List<Return>> returns;
  private final Map<String, Gap> missing;
  private final Map<UseKey, WindowUse> uses;
  private final Map<StopKey, Stopped> stops;

  /// One target that was taken from, and what of it still counts.
  private record Taken(long position, Removal removal, boolean gone, boolean lost, String remade) {

    String name() {
      return removal.target() instanceof Target.Known known ? known.name() : "";
    }

    boolean counts() {
      return gone || lost;
    }

    Taken with(boolean goneNow, boolean lostNow, String remadeNow) {
      return new Taken(position, removal, goneNow, lostNow, remadeNow);
    }

    Taking taking() {
      Set<Harm> left = new HashSet<>(removal.target().harms());
      if (!gone) {
        left.removeIf(Harm::isOfAvailability);
      }
      if (!lost) {
        left.remove(Harm.LOSES_DATA);
      }
      return new Taking(removal, left);
    }
  }

  private record Return(String name, String kind, long position) {}

  private record Gap(String dispatch, Instant noticed) {}

  private record UseKey(String holder, String name, Instant hour) {}

  private record StopKey(
      String operation, String target, String operator, String agent, Safeguards safeguards) {}

  private record Stopped(long position, Instant at) {}

  InMemoryCounting() {
    takings = new ArrayList<>();
    returns = new LinkedHashMap<>();
    missing = new LinkedHashMap<>();
    uses = new LinkedHashMap<>();
    stops = new LinkedHashMap<>();
  }

  private InMemoryCounting(InMemoryCounting other) {
    takings = new ArrayList<>(other.takings);
    returns = new LinkedHashMap<>(other.returns);
    missing = new LinkedHashMap<>(other.missing);
    uses = new LinkedHashMap<>(other.uses);
    stops = new LinkedHashMap<>(other.stops);
  }

  InMemoryCounting copy() {
    return new InMemoryCounting(this);
  }

  boolean dispatched(long position, Fact.Dispatched fact) {
    Action action = fact.action();
    use(action.principal(), fact.at(), new WindowUse(0, 0, destroyed(action)));
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty()) {
        boolean stopsIt = target.harms().stream().anyMatch(Harm::isOfAvailability);
        takings.add(
            new Taken(
                position,
                new Removal(
                    fact.dispatch(),
                    action.session(),
                    action.principal().shownName(),
                    action.principal().operatedBy(),
                    target,
                    fact.at()),
                stopsIt,
                target.harms().contains(Harm.LOSES_DATA),
                ""));
      }
    }
    for (Target target : action.targets()) {
      if (target instanceof Target.Known(String name, Target.Part part, _)
          && part == Target.Part.OBJECT) {
        expect(position, fact, name);
      }
    }
    return action.harms();
  }

  private void expect(long position, Fact.Dispatched fact, String name) {
    Action action = fact.action();
    String operation = action.operation().name().toLowerCase(Locale.ROOT);
    boolean isMissing = missing.containsKey(name);
    boolean counts = takings.stream().anyMatch(t -> t.name().equals(name) && t.counts());
    boolean remade =
        takings.stream()
            .anyMatch(t -> t.name().equals(name) && t.counts() && !t.remade().isEmpty());
    boolean restores = operation.startsWith("restore") && !action.destroys();
    if (action.effect() == Effect.READ) {
      boolean describes = operation.startsWith("describe") || operation.startsWith("list");
      if (isMissing || remade) {
        expect(fact.dispatch(), new Return(name, describes ? "described" : "serving", position));
      }
    } else if ((restores || action.effect() == Effect.CREATE || action.effect() == Effect.REPLACE)
        && (isMissing || counts)) {
      expect(fact.dispatch(), new Return(name, restores ? "restored" : "made", position));
    }
  }

  private void expect(String dispatch, Return back) {
    List<Return> all = new ArrayList<>(returns.getOrDefault(dispatch, List.of()));
    if (all.stream().noneMatch(other -> other.name().equals(back.name()))) {
      all.add(back);
    }
    returns.put(dispatch, List.copyOf(all));
  }

  boolean completed(String dispatch) {
    boolean good = false;
    for (Return back : returns.getOrDefault(dispatch, List.of())) {
      good |= missing.remove(back.name()) != null;
      switch (back.kind()) {
        case "made", "restored" ->
            changeOf(
                back.name(),
                t ->
                    t.position() <= back.position() && t.counts() && !t.remade().equals("restored")
                        ? t.with(t.gone(), t.lost(), back.kind())
                        : t);
        case "serving" ->
            good |=
                changeOf(
                    back.name(),
                    t ->
                        t.position() < back.position() && !t.remade().isEmpty()
                            ? t.with(false, t.lost() && !t.remade().equals("restored"), t.remade())
                            : t);
        default -> {}
      }
    }
    returns.remove(dispatch);
    return good;
  }

  private boolean changeOf(String name, UnaryOperator<Taken> change) {
    List<Taken> before = List.copyOf(takings);
    takings.replaceAll(t -> t.name().equals(name) ? change.apply(t) : t);
    return !takings.equals(before);
  }

  void forget(String dispatch) {
    returns.remove(dispatch);
  }

  boolean failed(long position, Dispatch went, Instant at) {
    Action action = went.action();
    stopped(position, action, at);
    use(action.principal(), went.at(), new WindowUse(0, 0, -destroyed(action)));
    return takings.removeIf(t -> t.removal().dispatch().equals(went.id()));
  }

  boolean missing(Fact.Missing fact) {
    @Nullable Gap known = missing.get(fact.target());
    if (known != null && known.noticed().isAfter(fact.at().minus(Duration.ofHours(1)))) {
      return false;
    }
    missing.put(fact.target(), new Gap(fact.dispatch(), fact.at()));
    return true;
  }

  boolean restored(String name) {
    boolean wasMissing = missing.remove(name) != null;
    return changeOf(name, t -> t.with(false, false, t.remade())) || wasMissing;
  }

  void held(Principal principal, Instant at) {
    use(principal, at, new WindowUse(1, 0, 0));
  }

  void refused(long position, Action action, Instant at) {
    use(action.principal(), at, new WindowUse(0, 1, 0));
    stopped(position, action, at);
  }

  void stopped(long position, Action action, Instant at) {
    if (action.effect().changes()) {
      for (Target target : action.targets()) {
        stops.put(
            new StopKey(
                action.operation().toString(),
                target.shownName(),
                action.principal().operatedBy(),
                action.principal().shownName(),
                Safeguards.of(action)),
            new Stopped(position, at));
      }
    }
  }

  private void use(Principal principal, Instant at, WindowUse more) {
    if (!more.equals(WindowUse.NONE)) {
      Instant hour = at.truncatedTo(ChronoUnit.HOURS);
      uses.merge(new UseKey("operator", principal.operatedBy(), hour), more, WindowUse::plus);
      uses.merge(new UseKey("agent", principal.shownName(), hour), more, WindowUse::plus);
    }
  }

  static long destroyed(Action action) {
    return action.targets().stream()
        .filter(t -> t.harms().contains(Harm.REMOVES) || t.harms().contains(Harm.LOSES_DATA))
        .count();
  }

  WindowUse used(String holder, String name, Instant since) {
    Instant hour = since.truncatedTo(ChronoUnit.HOURS);
    return uses.entrySet().stream()
        .filter(use -> use.getKey().holder().equals(holder) && use.getKey().name().equals(name))
        .filter(use -> !use.getKey().hour().isBefore(hour))
        .map(Map.Entry::getValue)
        .reduce(WindowUse.NONE, WindowUse::plus);
  }

  Removals removals(Set<String> dispatchesWithIncidents) {
    return new OfRemovals(List.copyOf(takings), Map.copyOf(missing), dispatchesWithIncidents);
  }

  private record OfRemovals(List<Taken> all, Map<String, Gap> gaps, Set<String> incidents)
      implements Removals {
    @Override
    public List<Removal> since(Instant moment) {
      List<Removal> counting =
          all.stream()
              .filter(Taken::counts)
              .filter(
                  t ->
                      !t.removal().at().isBefore(moment)
                          || incidents.contains(t.removal().dispatch()))
              .map(t -> t.taking().stillCounting())
              .toList();
      return counting.subList(Math.max(0, counting.size() - MOST - 1), counting.size());
    }

    @Override
    public List<Taking> by(String operator, String agent, Instant moment, int most) {
      return all.reversed().stream()
          .filter(t -> t.removal().operator().equals(operator) || t.removal().agent().equals(agent))
          .filter(t -> !t.removal().at().isBefore(moment))
          .sorted(Comparator.comparing((Taken t) -> t.removal().at()).reversed())
          .limit(most)
          .map(Taken::taking)
          .toList();
    }

    @Override
    public List<Taking> byAnybody(Instant moment, int most) {
      return all.reversed().stream()
          .filter(t -> !t.removal().at().isBefore(moment))
          .sorted(Comparator.comparing((Taken t) -> t.removal().at()).reversed())
          .limit(most)
          .map(Taken::taking)
          .toList();
    }

    @Override
    public List<Taking> of(String name, int most) {
      return all.reversed().stream()
          .filter(t -> t.name().equals(name) && t.counts())
          .limit(most)
          .map(Taken::taking)
          .toList();
    }

    @Override
    public List<String> missing(Instant moment, int most) {
      return gaps.entrySet().stream()
          .filter(gap -> !gap.getValue().noticed().isBefore(moment))
          .sorted(
              Comparator.comparing((Map.Entry<String, Gap> gap) -> gap.getValue().noticed())
                  .reversed()
                  .thenComparing(Map.Entry::getKey))
          .limit(most)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  Stops stops() {
    Map<StopKey, Stopped> all = new LinkedHashMap<>(stops);
    return (operation, target, operator, agent, since, most) ->
        all.entrySet().stream()
            .filter(stop -> stop.getKey().operation().equals(operation))
            .filter(stop -> stop.getKey().target().equals(target))
            .filter(
                stop ->
                    stop.getKey().operator().equals(operator)
                        || stop.getKey().agent().equals(agent))
            .filter(stop -> !stop.getValue().at().isBefore(since))
            .sorted(
                Comparator.comparingLong((Map.Entry<StopKey, Stopped> s) -> s.getValue().position())
                    .reversed()
                    .thenComparing(stop -> stop.getKey().operator())
                    .thenComparing(stop -> stop.getKey().agent()))
            .limit(most)
            .map(
                stop ->
                    new Stop(
                        operation,
                        target,
                        stop.getKey().agent(),
                        stop.getKey().operator(),
                        stop.getKey().safeguards(),
                        stop.getValue().at()))
            .toList();
  }
}
