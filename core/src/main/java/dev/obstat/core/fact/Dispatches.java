package dev.obstat.core.fact;

import java.util.List;
import java.util.Optional;

/// Dispatched actions as the facts so far say.
public interface Dispatches {

  Optional<Dispatch> find(String id);

  /// All without an end, oldest first.
  List<Dispatch> running();

  /// The latest of one session, newest first.
  ///
  /// @param most how many at most
  List<Dispatch> ofSession(String session, int most);

  /// The latest that left something behind which acts later, newest first, without those that
  /// failed.
  ///
  /// @param most how many at most
  List<Dispatch> actingLater(int most);
}
