package dev.obstat.core.context;

import dev.obstat.core.action.Action;
import dev.obstat.core.session.Session;

/// Collects everything that a policy may look at, anew for every try.
public interface Gathering {

  /// Reads the epoch first, and everything else after it. A source that does not answer in its time
  /// yields an unknown, never an absence.
  Context gather(Action action, Session session);
}
