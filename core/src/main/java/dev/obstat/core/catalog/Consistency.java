package dev.obstat.core.catalog;

import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether an inventory holds together: every name is given once and every reference leads
/// somewhere.
final class Consistency {
  /// Names that mean something else where policies ask for approvals.
  private static final Set<String> RESERVED = Set.of("peer", "peers", "service-owner");

  /// Problems that are reported; the rest is cut.
  private static final int MOST_PROBLEMS = 200;

  /// In larger catalogs nobody is asked what they probably meant: comparing takes too long.
  private static final int MOST_COMPARED = 5_000;

  private static final Set<String> ENTITIES = Set.of(Ref.COMPONENT, Ref.RESOURCE, Ref.SYSTEM);
  private static final Set<String> WHOLES = Set.of(Ref.COMPONENT, Ref.SYSTEM);
  private static final Set<String> OWNERS = Set.of(Ref.GROUP, Ref.USER);
  private static final Set<String> GROUPS = Set.of(Ref.GROUP);
  private static final Set<String> USERS = Set.of(Ref.USER);

  private final Map<Ref, Position> known = new HashMap<>();
  private final Map<String, Set<String>> namesByKind = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Consistency() {}

  static List<Problem> problemsOf(Inventory inventory) {
    if (inventory.size() > Inventory.MOST) {
      return List.of(
          new Problem(
              Position.whole("catalog"),
              "more than " + Inventory.MOST + " entities: leave out what is not governed"));
    }
    Consistency consistency = new Consistency();
    consistency.names(inventory);
    consistency.references(inventory);
    consistency.currencies(inventory.entities());
    return consistency.problems;
  }

  private void names(Inventory inventory) {
    inventory.entities().forEach(entity -> name(entity.ref(), entity.at()));
    inventory.teams().forEach(team -> name(team.ref(), team.at()));
    inventory.members().forEach(member -> name(member.ref(), member.at()));
    for (Team team : inventory.teams()) {
      if (RESERVED.contains(team.ref().shortName())) {
        problem(
            team.at(),
            "a group cannot be named `"
                + team.ref().shortName()
                + "`: policies mean something else by it");
      }
    }
  }

  private void name(Ref ref, Position at) {
    Position earlier = known.putIfAbsent(ref, at);
    if (earlier != null) {
      problem(at, "`" + ref + "` is already described at " + earlier);
    }
    namesByKind.computeIfAbsent(ref.kind(), _ -> new HashSet<>()).add(ref.shortName());
  }

  private void references(Inventory inventory) {
    for (Entity entity : inventory.entities()) {
      Edges edges = entity.edges();
      check(entity.ref(), "depends on", edges.dependsOn(), ENTITIES);
      check(entity.ref(), "is a dependency of", edges.dependencyOf(), ENTITIES);
      edges.needs().forEach(need -> need(entity, need));
      check(entity.ref(), "is part of", edges.partOf(), WHOLES);
      check(entity.ref(), "is owned by", edges.owners(), OWNERS);
    }
    for (Team team : inventory.teams()) {
      check(team.ref(), "has the parent", team.parents(), GROUPS);
      check(team.ref(), "has the child", team.children(), GROUPS);
      check(team.ref(), "has the member", team.members(), USERS);
    }
    for (Member member : inventory.members()) {
      check(member.ref(), "is a member of", member.memberOf(), GROUPS);
    }
  }

  private void need(Entity entity, Need need) {
    check(entity.ref(), "needs", need.references(), ENTITIES);
    if (!(need instanceof Need.Some(int least, List<Reference> of))) {
      return;
    }
    Set<Ref> members = new HashSet<>();
    for (Reference member : of) {
      if (!members.add(member.to())) {
        problem(
            member.at(),
            "`"
                + entity.ref()
                + "` names `"
                + member.to()
                + "` twice in one group: nothing replaces itself");
      }
    }
    if (least < 1 || least > of.size()) {
      problem(
          of.isEmpty() ? entity.at() : of.getFirst().at(),
          "`"
              + entity.ref()
              + "` needs "
              + least
              + " of a group of "
              + of.size()
              + ": the number is at least 1 and at most the size of the group");
    }
  }

  private void check(Ref from, String relation, List<Reference> references, Set<String> kinds) {
    for (Reference reference : references) {
      Ref to = reference.to();
      String said = "`" + from + "` " + relation + " `" + to + "`, ";
      if (!kinds.contains(to.kind())) {
        problem(reference.at(), said + "which cannot be: name a " + either(kinds));
      } else if (!known.containsKey(to)) {
        problem(reference.at(), said + "which nothing describes" + hint(to));
      }
    }
  }

  private static String either(Set<String> kinds) {
    return String.join(" or ", new TreeSet<>(kinds));
  }

  private String hint(Ref to) {
    for (Map.Entry<String, Set<String>> kind : namesByKind.entrySet()) {
      if (kind.getValue().contains(to.shortName())) {
        return "; did you mean `" + kind.getKey() + ":" + to.shortName() + "`?";
      }
    }
    Set<String> names = namesByKind.getOrDefault(to.kind(), Set.of());
    return names.size() > MOST_COMPARED
        ? ""
        : Nearest.hint(to.shortName(), names.stream().sorted().toList());
  }

  /// Sums of money need one currency; there is no rate of exchange here.
  private void currencies(List<Entity> entities) {
    Weight first = Weight.UNKNOWN;
    for (Entity entity : entities) {
      Weight weight = entity.weight();
      if (weight.currency().isEmpty()) {
        continue;
      }
      if (first.currency().isEmpty()) {
        first = weight;
      } else if (!first.currency().equals(weight.currency())) {
        problem(
            weight.revenueAt(),
            "revenue in `"
                + weight.currency()
                + "` cannot be added to revenue in `"
                + first.currency()
                + "` ("
                + first.revenueAt()
                + "): state all in one currency");
      }
    }
  }

  private void problem(Position at, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(at, message));
    }
  }
}
