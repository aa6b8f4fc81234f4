package dev.obstat.core.catalog;

import java.util.List;

/// What an entity says about others.
///
/// @param dependsOn it needs all of these
/// @param dependencyOf these need it
/// @param partOf the system it is in, the component it is a part of
/// @param owners who answers for it: none or one
public record Edges(
    List<Reference> dependsOn,
    List<Reference> dependencyOf,
    List<Reference> partOf,
    List<Reference> owners) {

  public static final Edges NONE = new Edges(List.of(), List.of(), List.of(), List.of());

  public Edges {
    dependsOn = List.copyOf(dependsOn);
    dependencyOf = List.copyOf(dependencyOf);
    partOf = List.copyOf(partOf);
    owners = List.copyOf(owners);
  }
}
