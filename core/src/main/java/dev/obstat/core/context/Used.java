package dev.obstat.core.context;

import dev.obstat.core.impact.Measure;
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
public record Used(
    WindowUse operator,
    WindowUse agent,
    boolean known,
    SortedSet<String> services,
    Measure customersAtRisk) {
  public static final Used NOTHING =
      new Used(WindowUse.NONE, WindowUse.NONE, true, new TreeSet<>(), Measure.zero());

  public Used {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }
}
