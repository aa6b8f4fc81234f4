package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says what an identified and decoded request does to which resources. What is not certain counts
/// as the worse: an unknown verb disables, an unnamed resource is unresolved, an overwrite loses
/// data.
///
/// It knows the request alone. What the world says (whether a bucket keeps versions, whether a
/// backup exists) comes later and can only be told from live facts.
///
/// Safe for use by many threads.
public final class Describer {
  private final Rules rules = new Rules();
  private final Doors doors = new Doors();
  private final Targets targets = new Targets();
  private final Unpinned unpinned = new Unpinned();

  /// @param account the account that the real credentials belong to, twelve digits
  /// @param region the region that the request is for
  public Description describe(
      Identified identified, Value.Structure parameters, String account, String region) {
    String iam = identified.model().service().iam();
    String name = identified.operation().name();
    Home home = Home.of(account, region);
    Rule said = rules.decide(iam, identified.operation(), parameters);
    Optional<Door> door = doors.open(iam, name, parameters, said, home);
    Rule rule = door.map(Door::rule).orElse(said);
    return new Description(
        rule.effect(),
        rule.reversibility(),
        rule.why(),
        targets(identified, parameters, rule, door, home),
        unpinned.in(iam, name, parameters));
  }

  private List<Target> targets(
      Identified identified,
      Value.Structure parameters,
      Rule rule,
      Optional<Door> door,
      Home home) {
    List<Target> behind = door.map(Door::targets).orElse(List.of());
    if (door.isPresent() && door.get().whole() && !behind.isEmpty()) {
      return Targets.bounded(behind, rule);
    }
    Set<Target> all = new LinkedHashSet<>(targets.of(identified, parameters, rule, home));
    all.addAll(behind);
    return Targets.bounded(List.copyOf(all), rule);
  }
}
