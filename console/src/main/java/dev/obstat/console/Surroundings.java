package dev.obstat.console;

import dev.obstat.core.action.Target;
import dev.obstat.core.impact.Impact;
import java.util.List;
import java.util.Optional;

/// What the catalog in force knows around an action, so that a page can say more than the review
/// itself does. It decides nothing: what is not known here is left out.
public interface Surroundings {

  /// An entity of the catalog as people call it.
  ///
  /// @param title for people, for instance `Cost Explorer`
  /// @param note what else matters, for instance `tier 0`; empty for nothing
  record Entity(String title, String note) {}

  /// The stage a target is in, for instance `production`; empty when unknown.
  Optional<String> stage(Target target);

  /// @param name a catalog name as it stands in an [Impact]
  Optional<Entity> entity(String name);

  /// Catalog names of neighbouring services that keep running all the same, the most important
  /// first.
  List<String> unaffected(Impact impact);

  /// Knows nothing.
  static Surroundings unknown() {
    return new Surroundings() {
      @Override
      public Optional<String> stage(Target target) {
        return Optional.empty();
      }

      @Override
      public Optional<Entity> entity(String name) {
        return Optional.empty();
      }

      @Override
      public List<String> unaffected(Impact impact) {
        return List.of();
      }
    };
  }
}
