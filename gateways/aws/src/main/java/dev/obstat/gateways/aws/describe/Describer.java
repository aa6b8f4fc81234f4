package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.identify.Identification.Identified;

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
  private final Targets targets = new Targets();
  private final Unpinned unpinned = new Unpinned();

  /// @param account the account that the real credentials belong to, twelve digits
  /// @param region the region that the request is for
  public Description describe(
      Identified identified, Value.Structure parameters, String account, String region) {
    String iam = identified.model().service().iam();
    Rule rule = rules.decide(iam, identified.operation(), parameters);
    return new Description(
        rule.effect(),
        rule.reversibility(),
        rule.why(),
        targets.of(identified, parameters, rule, Home.of(account, region)),
        unpinned.in(iam, identified.operation().name(), parameters));
  }
}
