package dev.obstat.core.control;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Nobody in scope may act until a person resumes.
///
/// @param id unique, starts with `h-`
/// @param by who placed it
/// @param by the person who placed it, a signal's source, or [#BY_POLICY]
/// @param why in their words
/// @param resumers who wants it resumed; the second of them does
public record Halt(
    String id, Scope scope, String by, String why, Instant placed, Set<String> resumers) {

  /// Who places a quarantine.
  public static final String BY_POLICY = "obstat";

  public Halt {
    resumers = Collections.unmodifiableSortedSet(new TreeSet<>(resumers));
  }

  /// One that nobody wants to resume yet.
  public Halt(String id, Scope scope, String by, String why, Instant placed) {
    this(id, scope, by, why, placed, Set.of());
  }

  /// The same, with one more person who wants it resumed.
  public Halt askedBy(String person) {
    Set<String> more = new TreeSet<>(resumers);
    more.add(person);
    return new Halt(id, scope, by, why, placed, more);
  }
}
