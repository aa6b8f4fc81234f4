package dev.obstat.core.review;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Who changed the policies and the catalog, as the facts so far say.
public interface Edits {

  /// Everybody who is known to have changed something that came into force since that moment.
  Set<String> editors(Instant since);

  /// The latest, newest first.
  ///
  /// @param most how many at most
  List<Edit> latest(Instant since, int most);
}
