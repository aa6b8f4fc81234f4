package dev.obstat.core.incident;

import java.time.Instant;
import java.util.Set;

/// Something is broken, or may be.
///
/// @param id unique, starts with `i-`
/// @param what a sentence for people
/// @param dispatch the dispatched action it comes from; empty when a person says so
/// @param down catalog names of what is down by it: counts as already gone while it is open
/// @param by the person who says so; empty when Obstat found it
public record Incident(
    String id, String what, String dispatch, Instant opened, Set<String> down, String by) {

  /// Most entities that one incident names.
  public static final int MOST_DOWN = 1_000;

  public Incident {
    down = Set.copyOf(down);
  }

  /// One that Obstat found, and that names nothing of the catalog.
  public Incident(String id, String what, String dispatch, Instant opened) {
    this(id, what, dispatch, opened, Set.of(), "");
  }
}
