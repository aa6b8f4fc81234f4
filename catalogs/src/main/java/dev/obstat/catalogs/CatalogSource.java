package dev.obstat.catalogs;

import java.nio.file.Path;

/// Files that a catalog is read from, and what they are.
///
/// Backstage files and tables are what people wrote and reviewed. State files and manifests are
/// what agents may have a hand in: they add dependencies and never make a resource count for less.
public sealed interface CatalogSource {
  Path path();

  /// Backstage entities: files or directories.
  record Backstage(Path path) implements CatalogSource {}

  /// A table of services.
  record Csv(Path path) implements CatalogSource {}

  /// A Terraform state, or what `terraform show -json` prints of it.
  ///
  /// @param trusted whether people say that no agent can write it
  record Terraform(Path path, boolean trusted) implements CatalogSource {}

  /// Kubernetes manifests, or what `kubectl get … -o yaml` prints.
  ///
  /// @param trusted whether people say that no agent can write it
  record Kubernetes(Path path, boolean trusted) implements CatalogSource {}

  /// Reads what a command line says: a path, `terraform:PATH`, `kubernetes:PATH` or `csv:PATH`.
  static CatalogSource parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    return switch (kind) {
      case "terraform" -> new Terraform(Path.of(rest), false);
      case "kubernetes" -> new Kubernetes(Path.of(rest), false);
      case "csv" -> new Csv(Path.of(rest));
      case "backstage" -> new Backstage(Path.of(rest));
      default -> new Backstage(Path.of(text));
    };
  }
}
