package dev.obstat.catalogs;

import dev.obstat.catalogs.backstage.EntityReader;
import dev.obstat.catalogs.csv.ServiceTable;
import dev.obstat.catalogs.files.TextFiles;
import dev.obstat.catalogs.imported.Found;
import dev.obstat.catalogs.imported.Joining;
import dev.obstat.catalogs.json.JsonFile;
import dev.obstat.catalogs.kubernetes.Manifests;
import dev.obstat.catalogs.terraform.TerraformState;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Inventory;
import dev.obstat.core.source.Problem;
import dev.obstat.core.source.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a catalog from everything that one is told of: what people wrote, and what importers find
/// in states and manifests. A catalog with any problem is rejected whole: half a catalog hides what
/// depends on the other half.
public final class CatalogFiles {
  private static final int MOST_PROBLEMS = 200;
  private static final List<String> YAML = List.of(".yaml", ".yml");
  private static final List<String> STATES = List.of(".tfstate", ".json");
  private static final List<String> MANIFESTS = List.of(".yaml", ".yml", ".json");
  private static final List<String> TABLES = List.of(".csv");

  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notes = new ArrayList<>();
  private final EntityReader entities = new EntityReader(problems::add, notes::add);
  private final List<Found> found = new ArrayList<>();
  private final SortedMap<String, String> texts = new TreeMap<>();

  private CatalogFiles() {}

  /// What became of the files.
  public sealed interface Result {

    /// @param files each file's name and SHA-256
    /// @param notes what was left out and does no harm
    record Loaded(Catalog catalog, Map<String, String> files, List<Problem> notes)
        implements Result {
      public Loaded {
        files = Map.copyOf(files);
        notes = List.copyOf(notes);
      }
    }

    /// In the order of files and places.
    record Rejected(List<Problem> problems) implements Result {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Reads files as they are named, and of directories all with a fitting ending, to any depth.
  public static Result read(List<CatalogSource> sources) {
    CatalogFiles files = new CatalogFiles();
    files.backstage(
        sources.stream()
            .filter(CatalogSource.Backstage.class::isInstance)
            .map(CatalogSource::path)
            .toList());
    sources.forEach(files::source);
    return files.result();
  }

  /// Reads Backstage entity files
  /// (<https://backstage.io/docs/features/software-catalog/descriptor-format>) that are in memory.
  public static Result read(SourceFiles backstage) {
    CatalogFiles files = new CatalogFiles();
    files.texts.putAll(backstage.texts());
    files.backstage(backstage.texts());
    return files.result();
  }

  private void backstage(List<Path> paths) {
    if (!paths.isEmpty()) {
      backstage(texts(paths, YAML, ""));
    }
  }

  private void backstage(Map<String, String> named) {
    named.forEach(
        (name, text) -> {
          // A list of entities is how the catalog of Backstage answers, and no entity file.
          boolean isAnswer = name.endsWith(".json");
          documents(name, text).forEach(isAnswer ? entities::readAll : entities::read);
        });
  }

  private void source(CatalogSource source) {
    switch (source) {
      case CatalogSource.Backstage _ -> {}
      case CatalogSource.Csv(Path path) ->
          texts(List.of(path), TABLES, "csv:")
              .forEach(
                  (name, text) ->
                      ServiceTable.read(name, text, problems::add).forEach(entities::read));
      case CatalogSource.Terraform(Path path, boolean trusted) ->
          texts(List.of(path), STATES, prefix("terraform", trusted))
              .forEach(
                  (name, text) ->
                      json(name, text)
                          .forEach(
                              state ->
                                  found.addAll(
                                      TerraformState.read(name, state, trusted, problems::add))));
      case CatalogSource.Kubernetes(Path path, boolean trusted) -> {
        Manifests manifests = new Manifests(trusted, problems::add);
        texts(List.of(path), MANIFESTS, prefix("kubernetes", trusted))
            .forEach((name, text) -> documents(name, text).forEach(manifests::add));
        found.addAll(manifests.found());
      }
    }
  }

  /// In the name of a file, and so in the catalog's digest: how far a file is trusted decides what
  /// is bound.
  private static String prefix(String kind, boolean trusted) {
    return kind + (trusted ? " (trusted):" : ":");
  }

  private Map<String, String> texts(List<Path> paths, List<String> endings, String prefix) {
    return switch (TextFiles.read(paths, endings)) {
      case TextFiles.Result.Unreadable unreadable -> {
        problems.addAll(unreadable.problems());
        yield Map.of();
      }
      case TextFiles.Result.Read read -> {
        // Two sources may well have files of the same name: each is named with its own path then.
        SortedMap<String, String> named = new TreeMap<>();
        read.files()
            .texts()
            .forEach(
                (name, text) -> {
                  String unique =
                      prefix.isEmpty() || !texts.containsKey(prefix + name)
                          ? prefix + name
                          : prefix + paths.getFirst() + "/" + name;
                  named.put(unique, text);
                });
        texts.putAll(named);
        yield named;
      }
    };
  }

  private List<Yaml> documents(String name, String text) {
    return name.endsWith(".json") ? json(name, text) : documents(YamlFile.read(name, text));
  }

  private List<Yaml> json(String name, String text) {
    return documents(JsonFile.read(name, text));
  }

  private List<Yaml> documents(YamlFile.Result result) {
    return switch (result) {
      case YamlFile.Result.Read read -> read.documents();
      case YamlFile.Result.Rejected rejected -> {
        problems.addAll(rejected.problems());
        yield List.of();
      }
    };
  }

  private Result result() {
    if (!problems.isEmpty()) {
      return rejected(problems);
    }
    SourceFiles files = SourceFiles.of(texts);
    Inventory written = entities.inventory();
    return switch (Catalog.build(files.digest(), written)) {
      case Catalog.Result.Refused refused -> rejected(refused.problems());
      case Catalog.Result.Built people -> {
        if (found.isEmpty()) {
          yield new Result.Loaded(people.catalog(), files.digests(), notes);
        }
        Inventory all = Joining.of(written, people.catalog(), found, notes::add);
        yield switch (Catalog.build(files.digest(), all)) {
          case Catalog.Result.Refused refused -> rejected(refused.problems());
          case Catalog.Result.Built built ->
              new Result.Loaded(built.catalog(), files.digests(), notes);
        };
      }
    };
  }

  private static Result rejected(List<Problem> problems) {
    return new Result.Rejected(
        problems.stream().sorted(Problem.IN_ORDER).limit(MOST_PROBLEMS).toList());
  }
}
