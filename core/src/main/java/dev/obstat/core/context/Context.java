package dev.obstat.core.context;

import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Everything that a policy may look at.
///
/// @param epoch what it all stood on when it was gathered; read before anything else
/// @param targets the action's targets in their order, each with what the catalog knows
/// @param halts those in whose scope the action is
/// @param freezes those in whose scope the action is and whose time it is
/// @param incidents all that are open
/// @param history what the operator and the agent did before
/// @param live what the targets that lose something really are, where that was asked
public record Context(
    Epoch epoch,
    Instant at,
    Session session,
    SessionUse use,
    List<Bound> targets,
    Impact impact,
    List<Halt> halts,
    List<Freeze> freezes,
    List<Incident> incidents,
    History history,
    Live live) {

  public Context {
    targets = List.copyOf(targets);
    halts = List.copyOf(halts);
    freezes = List.copyOf(freezes);
    incidents = List.copyOf(incidents);
  }

  /// With nothing that went before, and nobody asked.
  public Context(
      Epoch epoch,
      Instant at,
      Session session,
      SessionUse use,
      List<Bound> targets,
      Impact impact,
      List<Halt> halts,
      List<Freeze> freezes,
      List<Incident> incidents) {
    this(
        epoch,
        at,
        session,
        use,
        targets,
        impact,
        halts,
        freezes,
        incidents,
        History.NONE,
        Live.NOT_ASKED);
  }

  /// Every service that the action touches or takes down.
  public Set<String> services() {
    Set<String> services = new TreeSet<>(impact.down());
    targets.forEach(bound -> services.addAll(bound.services()));
    return Collections.unmodifiableSet(services);
  }
}
