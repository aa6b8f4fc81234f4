package dev.obstat.core.catalog;

import java.util.Optional;
import java.util.Set;

/// Who is who: the people and groups of the catalog in force.
public interface People {

  /// Whether there is such a person.
  boolean knows(String person);

  /// Whether there is anybody else: what takes two people takes one where there is only one.
  default boolean knowsAnotherThan(String person) {
    return true;
  }

  /// Names of all groups that the person is in, of parent groups too.
  Set<String> groupsOf(String person);

  /// Everybody who is in that group, or in one below it.
  Set<String> membersOf(String group);

  /// The group that owns a service.
  Optional<String> ownersOf(String service);
}
