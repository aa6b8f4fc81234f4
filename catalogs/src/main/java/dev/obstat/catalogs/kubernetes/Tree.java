package dev.obstat.catalogs.kubernetes;

import dev.obstat.catalogs.yaml.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks a manifest for what may be there. What has another shape than the API server takes counts
/// as absent: it would never run.
final class Tree {
  private Tree() {}

  /// @param path keys from the outside in
  static Optional<Yaml> at(Yaml from, String... path) {
    Optional<Yaml> here = Optional.of(from);
    for (String key : path) {
      here =
          here.filter(Yaml.Mapping.class::isInstance)
              .map(Yaml.Mapping.class::cast)
              .flatMap(mapping -> mapping.find(key));
    }
    return here;
  }

  static String text(Yaml from, String... path) {
    return at(from, path)
        .filter(Yaml.Scalar.class::isInstance)
        .map(Yaml.Scalar.class::cast)
        .filter(scalar -> !scalar.isNothing())
        .map(Yaml.Scalar::text)
        .orElse("");
  }

  static List<Yaml> items(Yaml from, String... path) {
    return at(from, path)
        .filter(Yaml.Sequence.class::isInstance)
        .map(Yaml.Sequence.class::cast)
        .map(Yaml.Sequence::items)
        .orElse(List.of());
  }

  static Map<String, String> texts(Yaml from, String... path) {
    Map<String, String> texts = new LinkedHashMap<>();
    at(from, path)
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast)
        .ifPresent(
            mapping ->
                mapping
                    .members()
                    .forEach(
                        member -> {
                          if (member.value() instanceof Yaml.Scalar scalar) {
                            texts.put(member.key(), scalar.text());
                          }
                        }));
    return texts;
  }

  /// The items of several lists, one after the other.
  static List<Yaml> all(Yaml from, String[]... paths) {
    List<Yaml> items = new ArrayList<>();
    Arrays.stream(paths).forEach(path -> items.addAll(items(from, path)));
    return items;
  }
}
