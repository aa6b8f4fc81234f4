package dev.obstat.core.questions;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A provider, one of its regions, or a zone of that: `aws`, `aws/us-east-1`,
/// `aws/us-east-1/us-east-1a`.
///
/// @param parts one to three
public record Place(List<String> parts) {
  private static final Pattern WRITTEN = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+){0,2}");

  public Place {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > Kind.values().length) {
      throw new IllegalArgumentException("a place has one to three parts, not " + parts.size());
    }
  }

  /// How much of a provider it is.
  public enum Kind {
    PROVIDER,
    REGION,
    ZONE
  }

  /// Reads `PROVIDER[/REGION[/ZONE]]`; empty when it is not that.
  public static Optional<Place> parse(String text) {
    return WRITTEN.matcher(text).matches()
        ? Optional.of(new Place(List.of(text.split("/", -1))))
        : Optional.empty();
  }

  /// All places that a catalog names, and the places around those, by name.
  public static List<Place> all(Catalog catalog) {
    Map<String, Place> places = new TreeMap<>();
    for (Entity entity : catalog.entities()) {
      around(entity).forEach(place -> places.put(place.toString(), place));
    }
    return List.copyOf(places.values());
  }

  /// Where an entity is, and the places around that, the largest first; none when it does not say.
  static List<Place> around(Entity entity) {
    List<Place> places = new ArrayList<>();
    parse(entity.provider())
        .ifPresent(
            place -> {
              for (int parts = 1; parts <= place.parts.size(); parts++) {
                places.add(new Place(place.parts.subList(0, parts)));
              }
            });
    return places;
  }

  /// A system is a name for others and runs nowhere itself.
  static boolean isNowhere(Entity entity) {
    return entity.ref().kind().equals(Ref.SYSTEM);
  }

  public Kind kind() {
    return Kind.values()[parts.size() - 1];
  }

  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
