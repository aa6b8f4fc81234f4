package dev.obstat.console.page;

import java.util.List;
import java.util.Optional;

/// What an outage of a place would take down and cost.
///
/// @param places all that the catalog names, the largest first
/// @param place the one that is asked for; empty for none
/// @param hours how long it is assumed to last
/// @param problem why there is no answer; empty when there is one or nothing was asked
/// @param graph the catalog as the script draws it
public record OutagePage(
    Frame frame,
    List<String> places,
    String place,
    String hours,
    String problem,
    Optional<Found> found,
    String graph) {

  private static final int AT_ONCE = 25;

  public OutagePage {
    places = List.copyOf(places);
  }

  /// The answer.
  ///
  /// @param losses the services that stop, what to bring back first on top
  /// @param surviving those that keep running
  /// @param unplaced how many entities do not say where they are and so count as surviving
  public record Found(
      List<ReviewPage.Figure> figures,
      List<Loss> losses,
      List<Shown> degraded,
      List<Shown> surviving,
      int unplaced) {
    public Found {
      losses = List.copyOf(losses);
      degraded = List.copyOf(degraded);
      surviving = List.copyOf(surviving);
    }

    /// Those that are seen at once.
    public List<Loss> first() {
      return losses.subList(0, Math.min(AT_ONCE, losses.size()));
    }

    /// The rest.
    public List<Loss> others() {
      return losses.subList(first().size(), losses.size());
    }
  }

  /// One service that stops.
  ///
  /// @param hanging the cost of all that cannot be back before it is
  /// @param cost of its own
  /// @param path from what is in the place to the service
  /// @param share of the whole cost that hangs on it, in percent, for its bar
  public record Loss(
      Shown service,
      String name,
      String customers,
      String hanging,
      String cost,
      List<Shown> path,
      int share) {
    public Loss {
      path = List.copyOf(path);
    }
  }
}
