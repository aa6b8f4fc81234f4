package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One kind of thing that can be asked about: where it is, what is asked, what the answers mean.
interface Source {

  /// What to ask of a target before the action; empty when it is of another kind.
  List<Question> questions(Action action, Target.Known target);

  /// What the facts mean for undoing the action; unknown where they do not say.
  default Reversibility undo(Action action, Map<String, String> facts) {
    return new Reversibility.Unknown();
  }

  /// What the target does not lose after all.
  default Set<Harm> spared(Action action, Map<String, String> facts) {
    return Set.of();
  }

  /// Why the other side would refuse the action, as far as the facts tell; empty when they do not.
  default String refusal(Action action, Map<String, String> facts) {
    return "";
  }
}
