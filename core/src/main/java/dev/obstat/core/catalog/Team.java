package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;
import java.util.List;

/// A group of people.
///
/// @param parents whoever is in this group is in these too
/// @param children whoever is in these is in this group too
/// @param members people in it
public record Team(
    Ref ref,
    String title,
    List<Reference> parents,
    List<Reference> children,
    List<Reference> members,
    Position at) {

  public Team {
    parents = List.copyOf(parents);
    children = List.copyOf(children);
    members = List.copyOf(members);
  }
}
