package dev.obstat.core.session;

import java.time.Instant;
import java.util.List;

/// Changes that did not go, as the facts so far say.
public interface Stops {
  /// The latest ones of one operation on one target by that operator or that agent since that
  /// moment, newest first.
  ///
  /// @param most how many at most
  List<Stop> of(
      String operation, String target, String operator, String agent, Instant since, int most);
}
