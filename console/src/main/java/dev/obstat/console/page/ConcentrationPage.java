package dev.obstat.console.page;

import java.util.List;

/// On what most of it hangs.
///
/// @param places providers, regions and zones
/// @param singles what alone takes down something else, by what its loss costs
/// @param unplaced how many entities do not say where they are
/// @param left entities that were not looked at one by one
public record ConcentrationPage(
    Frame frame,
    boolean empty,
    List<ReviewPage.Figure> figures,
    List<Place> places,
    List<Single> singles,
    int unplaced,
    int left) {

  public ConcentrationPage {
    figures = List.copyOf(figures);
    places = List.copyOf(places);
    singles = List.copyOf(singles);
  }

  /// What hangs on a place.
  ///
  /// @param depth 0 for a provider, 1 for a region, 2 for a zone
  public record Place(
      String name, int depth, String services, Share revenue, Share customers, Share tierZero) {}

  /// How much of all, as words and as a bar.
  ///
  /// @param percent from 0 to 100
  public record Share(String words, int percent) {}

  /// What hangs on one entity.
  public record Single(
      Shown entity,
      String name,
      String stops,
      String customers,
      String recovery,
      String exposure) {}
}
