package dev.obstat.server;

import dev.obstat.catalogs.CatalogSource;
import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.source.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads the list `catalog`: a text names Backstage files; a mapping with one of `terraform`,
/// `kubernetes` and `csv` names what that says. The kind is written and never guessed from a file,
/// because it decides how far the file is trusted.
final class CatalogEntries {
  private static final List<String> KINDS = List.of("terraform", "kubernetes", "csv");

  private final Function<Yaml.Scalar, Path> path;
  private final Consumer<Problem> problems;

  CatalogEntries(Function<Yaml.Scalar, Path> path, Consumer<Problem> problems) {
    this.path = path;
    this.problems = problems;
  }

  List<CatalogSource> read(Fields root) {
    Optional<Yaml> list = root.find("catalog");
    if (list.isEmpty()) {
      return List.of();
    }
    if (!(list.get() instanceof Yaml.Sequence sequence)) {
      // Says what it is instead.
      root.texts("catalog");
      return List.of();
    }
    List<CatalogSource> sources = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      switch (item) {
        case Yaml.Scalar text when !text.isNothing() ->
            sources.add(new CatalogSource.Backstage(path.apply(text)));
        case Yaml.Mapping mapping ->
            source(new Fields(mapping, "catalog", problems)).ifPresent(sources::add);
        case Yaml.Scalar _, Yaml.Sequence _ ->
            problems.accept(
                new Problem(
                    item.at(), "an entry of `catalog` is a path or a mapping, not " + item.kind()));
      }
    }
    return sources;
  }

  private Optional<CatalogSource> source(Fields entry) {
    entry.refuseUnknown(List.of("terraform", "kubernetes", "csv", "trusted"));
    List<String> kinds = KINDS.stream().filter(kind -> entry.find(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.accept(
          new Problem(
              entry.at(), "an entry of `catalog` names one of `terraform`, `kubernetes` or `csv`"));
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    boolean trusted = isTrusted(entry, kind);
    return entry
        .text(kind)
        .map(path)
        .map(
            file ->
                switch (kind) {
                  case "terraform" -> new CatalogSource.Terraform(file, trusted);
                  case "kubernetes" -> new CatalogSource.Kubernetes(file, trusted);
                  default -> new CatalogSource.Csv(file);
                });
  }

  private boolean isTrusted(Fields entry, String kind) {
    Optional<Yaml.Scalar> trusted = entry.text("trusted");
    if (trusted.isEmpty()) {
      return false;
    }
    String text = trusted.get().text();
    if (kind.equals("csv")) {
      problems.accept(
          new Problem(trusted.get().at(), "a table is what people wrote: `trusted` means nothing"));
    } else if (!text.equals("true") && !text.equals("false")) {
      problems.accept(
          new Problem(
              trusted.get().at(), "`catalog.trusted` is `true` or `false`, not `" + text + "`"));
    }
    return text.equals("true");
  }
}
