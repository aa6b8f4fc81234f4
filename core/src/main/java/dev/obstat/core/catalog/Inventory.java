package dev.obstat.core.catalog;

import java.util.List;

/// What a reader found, before it is known to hold together.
public record Inventory(List<Entity> entities, List<Team> teams, List<Member> members) {

  /// Most entities, teams and members together.
  public static final int MOST = 1_000_000;

  public Inventory {
    entities = List.copyOf(entities);
    teams = List.copyOf(teams);
    members = List.copyOf(members);
  }

  int size() {
    return entities.size() + teams.size() + members.size();
  }
}
