package dev.obstat.core.catalog;

import java.util.List;

/// What an entity says about others.
///
/// @param dependsOn it needs all of these: it is down when any of them is
/// @param dependencyOf these need it, as if they said so
/// @param needs what else it needs: some of a group, softly, for its data
/// @param partOf the system it is in, the component it is a part of
/// @param owners who answers for it: none or one
public record Edges(
    List<Reference> dependsOn,
    List<Reference> dependencyOf,
    List<Need> needs,
    List<Reference> partOf,
    List<Reference> owners) {

  public static final Edges NONE = new Edges(List.of(), List.of(), List.of(), List.of());

  /// With dependencies alone.
  public Edges(
      List<Reference> dependsOn,
      List<Reference> dependencyOf,
      List<Reference> partOf,
      List<Reference> owners) {
    this(dependsOn, dependencyOf, List.of(), partOf, owners);
  }

  public Edges {
    dependsOn = List.copyOf(dependsOn);
    dependencyOf = List.copyOf(dependencyOf);
    needs = List.copyOf(needs);
    partOf = List.copyOf(partOf);
    owners = List.copyOf(owners);
  }
}
