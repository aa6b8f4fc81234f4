package dev.obstat.core.catalog;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who is in which group: as the person says, as the group says, and in the parents of both.
final class Memberships {
  private final Map<String, Set<String>> groupsByPerson;
  private final Map<String, Set<String>> peopleByGroup = new HashMap<>();

  private Memberships(Map<String, Set<String>> groupsByPerson) {
    this.groupsByPerson = groupsByPerson;
    groupsByPerson.forEach(
        (person, groups) -> groups.forEach(group -> add(peopleByGroup, group, person)));
  }

  /// People without groups.
  static Memberships none(Collection<String> people) {
    Map<String, Set<String>> groupsByPerson = new HashMap<>();
    people.forEach(person -> groupsByPerson.put(person, Set.of()));
    return new Memberships(groupsByPerson);
  }

  static Memberships of(Inventory inventory) {
    Map<String, Set<String>> groupsByPerson = new HashMap<>();
    Map<String, Set<String>> parents = new HashMap<>();
    Map<String, Set<String>> direct = new HashMap<>();
    for (Team team : inventory.teams()) {
      String name = team.ref().shortName();
      team.parents().forEach(parent -> add(parents, name, parent.to().shortName()));
      team.children().forEach(child -> add(parents, child.to().shortName(), name));
      team.members().forEach(member -> add(direct, member.to().shortName(), name));
    }
    for (Member member : inventory.members()) {
      String name = member.ref().shortName();
      member.memberOf().forEach(team -> add(direct, name, team.to().shortName()));
      groupsByPerson.put(name, withParents(direct.getOrDefault(name, Set.of()), parents));
    }
    return new Memberships(groupsByPerson);
  }

  private static void add(Map<String, Set<String>> sets, String key, String value) {
    sets.computeIfAbsent(key, _ -> new HashSet<>()).add(value);
  }

  private static Set<String> withParents(Set<String> direct, Map<String, Set<String>> parents) {
    Set<String> all = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(direct);
    while (!open.isEmpty()) {
      String group = open.pop();
      if (all.add(group)) {
        open.addAll(parents.getOrDefault(group, Set.of()));
      }
    }
    return Collections.unmodifiableSet(all);
  }

  boolean knows(String person) {
    return groupsByPerson.containsKey(person);
  }

  Set<String> groupsOf(String person) {
    return groupsByPerson.getOrDefault(person, Set.of());
  }

  boolean hasMembers(String group) {
    return peopleByGroup.containsKey(group);
  }

  Set<String> membersOf(String group) {
    return Collections.unmodifiableSet(peopleByGroup.getOrDefault(group, Set.of()));
  }

  Set<String> people() {
    return Collections.unmodifiableSet(groupsByPerson.keySet());
  }
}
