package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import java.util.List;

/// What a request does to which resources.
///
/// @param why one sentence on effect and harm, for reviewers
/// @param targets never empty
/// @param unpinned parameters that name something which can change before the act
public record Description(
    Effect effect,
    Reversibility reversibility,
    String why,
    List<Target> targets,
    List<String> unpinned) {
  public Description {
    targets = List.copyOf(targets);
    unpinned = List.copyOf(unpinned);
  }
}
