package dev.obstat.core.impact;

import java.time.Instant;
import java.util.List;

/// What is already gone, as the facts so far say.
public interface Removals {

  /// All removals since that moment, by anyone, oldest first.
  List<Removal> since(Instant moment);
}
