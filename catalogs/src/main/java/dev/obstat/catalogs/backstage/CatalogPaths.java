package dev.obstat.catalogs.backstage;

import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import dev.obstat.core.source.SourceFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Collects a catalog's files from disk, within bounds.
final class CatalogPaths {
  private static final int MOST_FILES = 10_000;
  private static final long LARGEST_TOTAL = 100_000_000;

  private final Map<String, String> texts = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private long total;

  private CatalogPaths() {}

  sealed interface Result {

    record Read(SourceFiles files) implements Result {}

    record Unreadable(List<Problem> problems) implements Result {
      public Unreadable {
        problems = List.copyOf(problems);
      }
    }
  }

  static Result read(List<Path> paths) {
    CatalogPaths found = new CatalogPaths();
    for (Path path : paths) {
      try {
        found.add(path);
      } catch (IOException e) {
        found.problem(path.toString(), "cannot be read: " + e.getClass().getSimpleName());
      }
    }
    if (found.problems.isEmpty() && found.texts.isEmpty()) {
      found.problem(
          paths.isEmpty() ? "catalog" : paths.getFirst().toString(),
          "no file there ends in `.yaml` or `.yml`");
    }
    return found.problems.isEmpty()
        ? new Result.Read(SourceFiles.of(found.texts))
        : new Result.Unreadable(found.problems);
  }

  private void add(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      file(String.valueOf(path.getFileName()), path);
      return;
    }
    if (!Files.isDirectory(path)) {
      problem(path.toString(), "there is no such file or directory");
      return;
    }
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(path, new Yamls(path, files));
    for (Path file : files) {
      file(path.relativize(file).toString().replace('\\', '/'), file);
    }
  }

  private void file(String name, Path file) throws IOException {
    long size = Files.size(file);
    total += size;
    if (size > YamlFile.LARGEST) {
      problem(name, "larger than " + YamlFile.LARGEST + " bytes: split it");
    } else if (texts.size() == MOST_FILES || total > LARGEST_TOTAL) {
      problem(
          name,
          "a catalog has at most " + MOST_FILES + " files and " + LARGEST_TOTAL + " bytes in all");
    } else if (texts.containsKey(name)) {
      problem(name, "two files of the catalog have this name: rename one");
    } else {
      decode(name, Files.readAllBytes(file));
    }
  }

  private void decode(String name, byte[] bytes) {
    try {
      texts.put(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      problem(name, "is not UTF-8: save it as UTF-8");
    }
  }

  private void problem(String file, String message) {
    if (problems.size() < 100) {
      problems.add(new Problem(Position.whole(file), message));
    }
  }

  /// Links to files are followed, links to directories are not.
  private static final class Yamls extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> files;

    Yamls(Path root, List<Path> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return !directory.equals(root) && isHidden(directory)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = String.valueOf(file.getFileName());
      boolean isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
      if (isYaml && !isHidden(file) && Files.isRegularFile(file)) {
        files.add(file);
      }
      return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }
  }
}
