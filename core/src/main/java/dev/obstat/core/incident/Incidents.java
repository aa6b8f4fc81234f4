package dev.obstat.core.incident;

import java.util.List;

/// Incidents as the facts so far say.
public interface Incidents {

  /// All that are open, oldest first.
  List<Incident> open();
}
