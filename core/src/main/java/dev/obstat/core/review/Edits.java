package dev.obstat.core.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who changed the policies and the catalog, as the facts so far say.
public interface Edits {

  /// Everybody who is known to have changed something that came into force since that moment.
  Set<String> editors(Instant since);

  /// Each file's SHA-256 as it is in force; empty where nothing is.
  ///
  /// @param kind [Edit#POLICIES] or [Edit#CATALOG]
  Map<String, String> inForce(String kind);

  /// The latest, newest first.
  ///
  /// @param most how many at most
  List<Edit> latest(Instant since, int most);
}
