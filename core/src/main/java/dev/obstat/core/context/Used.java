package dev.obstat.core.context;

import dev.obstat.core.impact.Measure;
import dev.obstat.core.session.Pace;
import dev.obstat.core.session.WindowUse;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the operator and the agent used up within the window for budgets, over all their sessions.
///
/// @param operator over all agents of the operator
/// @param agent over all operators of the agent
/// @param known whether all that they took could be counted; when not, there is more than is said
/// @param services services of which they took something, with what this action takes
/// @param customersAtRisk people who lose a service by all that they took and that is not good
///   again, with what this action takes; zero for an action that takes nothing
/// @param destroyedOfService how many things anybody destroyed within the window, and did not
///   certainly fail to, of one of the services that this action destroys something of, with what it
///   destroys: of the service with the most
/// @param pace how fast the agent acts
public record Used(
    WindowUse operator,
    WindowUse agent,
    boolean known,
    SortedSet<String> services,
    Measure customersAtRisk,
    long destroyedOfService,
    Pace pace) {
  public static final Used NOTHING =
      new Used(WindowUse.NONE, WindowUse.NONE, true, new TreeSet<>(), Measure.zero(), 0, Pace.NONE);

  public Used {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }
}
