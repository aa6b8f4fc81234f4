package dev.obstat.core.impact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What stops or degrades if an action succeeds, counted over what is already gone plus what the
/// action takes.
///
/// @param down services that stop, by catalog name
/// @param degraded services that lose redundancy or a soft dependency
/// @param dataLost catalog entities whose data is lost
/// @param tierZeroDown how many of the services down are tier 0
/// @param customers people who lose a service
/// @param revenuePerHour in `currency`, for each hour the services are down
/// @param currency ISO 4217 code
/// @param recoveryMinutes until everything down or lost is back
/// @param paths why each service is down or degraded, shortest first
/// @param unknown what could not be worked out, a sentence each; empty when all is known
/// @param redundancy the groups that have lost something, whether enough is left or not
/// @param exposure what it costs until all is back, in `currency`: of each service its money an
///   hour times the time that it is down itself
public record Impact(
    SortedSet<String> down,
    SortedSet<String> degraded,
    SortedSet<String> dataLost,
    int tierZeroDown,
    Measure customers,
    Measure revenuePerHour,
    String currency,
    Measure recoveryMinutes,
    List<Path> paths,
    List<String> unknown,
    List<Redundancy> redundancy,
    Measure exposure) {

  private static final BigDecimal MINUTES_OF_AN_HOUR = BigDecimal.valueOf(60);

  /// Nothing stops and nothing is lost, and that is known.
  public static final Impact NONE =
      new Impact(
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          0,
          Measure.zero(),
          Measure.zero(),
          "USD",
          Measure.zero(),
          List.of(),
          List.of());

  public Impact {
    down = SortedNames.of(down);
    degraded = SortedNames.of(degraded);
    dataLost = SortedNames.of(dataLost);
    paths = List.copyOf(paths);
    unknown = List.copyOf(unknown);
    redundancy = List.copyOf(redundancy);
  }

  /// Without a loss of redundancy, and all services down until everything is back.
  public Impact(
      SortedSet<String> down,
      SortedSet<String> degraded,
      SortedSet<String> dataLost,
      int tierZeroDown,
      Measure customers,
      Measure revenuePerHour,
      String currency,
      Measure recoveryMinutes,
      List<Path> paths,
      List<String> unknown) {
    this(
        down,
        degraded,
        dataLost,
        tierZeroDown,
        customers,
        revenuePerHour,
        currency,
        recoveryMinutes,
        paths,
        unknown,
        List.of(),
        hourly(revenuePerHour.times(recoveryMinutes)));
  }

  /// How much is left of a group that something needs some of: `2 of 3`.
  ///
  /// @param entity the catalog name of what needs it
  /// @param left how many still work
  /// @param of how many there are
  /// @param needed how many have to work
  public record Redundancy(String entity, int left, int of, int needed) {

    /// Whether what needs it still works.
    public boolean isEnough() {
      return left >= needed;
    }

    /// Whether this is no worse than some of what was seen.
    private boolean isAmong(List<Redundancy> seen) {
      return seen.stream()
          .anyMatch(
              was ->
                  was.entity.equals(entity)
                      && was.of == of
                      && was.needed == needed
                      && was.left <= left);
    }
  }

  /// Money times minutes, as money times hours.
  static Measure hourly(Measure moneyTimesMinutes) {
    return switch (moneyTimesMinutes) {
      case Measure.Exactly(BigDecimal amount) -> new Measure.Exactly(hourly(amount));
      case Measure.Between(BigDecimal low, BigDecimal high) ->
          Measure.between(hourly(low), hourly(high));
      case Measure.Unknown unknown -> unknown;
    };
  }

  private static BigDecimal hourly(BigDecimal moneyTimesMinutes) {
    return moneyTimesMinutes.divide(MINUTES_OF_AN_HOUR, 2, RoundingMode.HALF_UP);
  }

  /// How the loss of a target reaches a service.
  ///
  /// @param steps catalog names from what the action touches to the service, both included
  /// @param end what happens at the last step
  public record Path(List<String> steps, End end) {
    public Path {
      steps = List.copyOf(steps);
    }
  }

  /// What happens to the service at the end of a path.
  public enum End {
    DOWN,
    DEGRADED,
    DATA_LOST
  }

  /// The same, and this could not be worked out.
  public Impact withUnknown(String what) {
    List<String> more = new ArrayList<>(unknown);
    more.add(what);
    return new Impact(
        down,
        degraded,
        dataLost,
        tierZeroDown,
        customers,
        revenuePerHour,
        currency,
        recoveryMinutes,
        paths,
        more,
        redundancy,
        exposure);
  }

  public boolean isKnown() {
    return unknown.isEmpty();
  }

  /// Whether anything is down, degraded, lost or not known.
  public boolean isNone() {
    return down.isEmpty()
        && degraded.isEmpty()
        && dataLost.isEmpty()
        && redundancy.isEmpty()
        && isKnown();
  }

  /// Whether this is certainly not larger than what was seen at a review: the sets are subsets, no
  /// number is greater, and nothing known has become unknown.
  public boolean noLargerThan(Impact seen) {
    SortedSet<String> seenAffected = new TreeSet<>(seen.degraded);
    seenAffected.addAll(seen.down);
    return seen.down.containsAll(down)
        && seenAffected.containsAll(degraded)
        && seen.dataLost.containsAll(dataLost)
        && tierZeroDown <= seen.tierZeroDown
        && customers.noGreaterThan(seen.customers)
        && currency.equals(seen.currency)
        && revenuePerHour.noGreaterThan(seen.revenuePerHour)
        && recoveryMinutes.noGreaterThan(seen.recoveryMinutes)
        && exposure.noGreaterThan(seen.exposure)
        && seen.unknown.containsAll(unknown)
        && redundancy.stream().allMatch(now -> now.isAmong(seen.redundancy));
  }
}
