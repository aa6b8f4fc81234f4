package dev.obstat.core.impact;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Actions for tests.
public final class Deeds {
  private Deeds() {}

  public static Action action(Effect effect, List<Target> targets) {
    return action("s3", effect, new Reversibility.Irreversible("nothing keeps it"), targets);
  }

  public static Action action(
      String service, Effect effect, Reversibility reversibility, List<Target> targets) {
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "olga"),
        new Place("aws", "111122223333", "eu-west-1", "deployer"),
        new Operation("aws", service, "Do"),
        effect,
        reversibility,
        targets,
        Value.Structure.EMPTY,
        new Content.None(),
        List.of());
  }

  public static Target known(String name, Harm... harms) {
    return new Target.Known(name, Target.Part.OBJECT, Set.of(harms));
  }

  public static Removal removal(Target target) {
    return new Removal("d-1", "s-2", "other", "other", target, Instant.EPOCH);
  }
}
