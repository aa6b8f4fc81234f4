package dev.obstat.core.policy;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Policies for tests.
public final class PolicyTexts {
  private PolicyTexts() {}

  static PolicySet load(String text, Catalog catalog) {
    return load(SourceFiles.of(Map.of("p.cedar", text)), catalog);
  }

  /// The policies that ship.
  public static PolicySet shipped(Catalog catalog) throws IOException {
    return shipped(catalog, text -> text);
  }

  /// Those, with their texts changed.
  static PolicySet shipped(Catalog catalog, UnaryOperator<String> change) throws IOException {
    Path directory = Path.of(System.getProperty("obstat.root"), "examples", "policies");
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cedar")).toList()) {
        texts.put(file.getFileName().toString(), change.apply(Files.readString(file)));
      }
    }
    return load(SourceFiles.of(texts), catalog);
  }

  private static PolicySet load(SourceFiles sources, Catalog catalog) {
    return switch (PolicySet.load(sources, catalog)) {
      case PolicySet.Result.Loaded loaded -> loaded.policies();
      case PolicySet.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }
}
