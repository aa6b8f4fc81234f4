package dev.obstat.console.page;

import java.util.List;
import java.util.Optional;

/// What if these go: asked, and answered with the same picture that a reviewer sees.
///
/// @param targets what was asked, as it was written
/// @param names entities that may be asked for, for the field's list
/// @param problem why there is no answer; empty when there is one or nothing was asked
/// @param graph the whole catalog as the script draws it, with what the answer says of each entity
public record ImpactPage(
    Frame frame,
    List<String> targets,
    List<String> names,
    String problem,
    Optional<Found> found,
    String graph) {

  public ImpactPage {
    targets = List.copyOf(targets);
    names = List.copyOf(names);
  }

  /// The answer.
  public record Found(List<ReviewPage.Figure> figures, Picture picture, List<Shown> unknowns) {
    public Found {
      figures = List.copyOf(figures);
      unknowns = List.copyOf(unknowns);
    }
  }
}
