package dev.obstat.catalogs.imported;

import dev.obstat.catalogs.yaml.Yaml;
import java.util.Locale;
import java.util.Set;

/// What labels and tags say of a stage. Agents can write them, so only one answer counts.
public final class Labels {
  private static final Set<String> STAGE =
      Set.of("stage", "environment", "env", "app.kubernetes.io/environment", "obstat.dev/stage");
  private static final Set<String> PRODUCTION = Set.of("production", "prod", "prd", "live");

  private Labels() {}

  public static boolean sayProduction(Yaml.Mapping labels) {
    return labels.members().stream()
        .filter(label -> STAGE.contains(label.key().toLowerCase(Locale.ROOT)))
        .anyMatch(
            label ->
                label.value() instanceof Yaml.Scalar scalar
                    && PRODUCTION.contains(scalar.text().toLowerCase(Locale.ROOT)));
  }
}
