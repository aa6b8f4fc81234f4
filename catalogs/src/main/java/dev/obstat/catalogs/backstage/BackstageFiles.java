package dev.obstat.catalogs.backstage;

import dev.obstat.catalogs.files.TextFiles;
import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.source.Problem;
import dev.obstat.core.source.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads a catalog from Backstage entity files
/// (<https://backstage.io/docs/features/software-catalog/descriptor-format>): `Component`,
/// `Resource`, `System`, `Group` and `User`, with annotations under `obstat.dev/`. A catalog with
/// any problem is rejected whole: half a catalog hides what depends on the other half.
public final class BackstageFiles {
  private static final int MOST_PROBLEMS = 200;

  private BackstageFiles() {}

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

  /// Reads files as they are named, and of directories all that end in `.yaml` or `.yml`, to any
  /// depth. Files and directories whose names begin with a dot are left out. Files in a directory
  /// are named relative to it.
  public static Result read(List<Path> paths) {
    return switch (TextFiles.read(paths, List.of(".yaml", ".yml"))) {
      case TextFiles.Result.Read read -> read(read.files());
      case TextFiles.Result.Unreadable unreadable -> new Result.Rejected(unreadable.problems());
    };
  }

  public static Result read(SourceFiles files) {
    List<Problem> problems = new ArrayList<>();
    List<Problem> notes = new ArrayList<>();
    EntityReader entities = new EntityReader(problems::add, notes::add);
    files
        .texts()
        .forEach(
            (name, text) -> {
              switch (YamlFile.read(name, text)) {
                case YamlFile.Result.Read read -> read.documents().forEach(entities::read);
                case YamlFile.Result.Rejected rejected -> problems.addAll(rejected.problems());
              }
            });
    if (!problems.isEmpty()) {
      return rejected(problems);
    }
    return switch (Catalog.build(files.digest(), entities.inventory())) {
      case Catalog.Result.Built built -> new Result.Loaded(built.catalog(), files.digests(), notes);
      case Catalog.Result.Refused refused -> rejected(refused.problems());
    };
  }

  private static Result rejected(List<Problem> problems) {
    return new Result.Rejected(
        problems.stream().sorted(Problem.IN_ORDER).limit(MOST_PROBLEMS).toList());
  }
}
