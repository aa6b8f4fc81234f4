package dev.obstat.catalogs.files;

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

/// Collects files that are read together from disk, within bounds.
public final class TextFiles {
  /// Largest file, in bytes.
  public static final int LARGEST = 10_000_000;

  private static final int MOST_FILES = 10_000;
  private static final long LARGEST_TOTAL = 100_000_000;

  private final Map<String, String> texts = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private long total;

  private final List<String> endings;

  private TextFiles(List<String> endings) {
    this.endings = List.copyOf(endings);
  }

  /// What became of the paths.
  public sealed interface Result {

    record Read(SourceFiles files) implements Result {}

    /// At least one could not be read; none is used.
    record Unreadable(List<Problem> problems) implements Result {
      public Unreadable {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Reads files as they are named, and of directories all with one of the endings, to any depth.
  /// Files and directories whose names begin with a dot are left out. Files in a directory are
  /// named relative to it.
  ///
  /// @param endings for instance `.yaml`
  public static Result read(List<Path> paths, List<String> endings) {
    TextFiles found = new TextFiles(endings);
    for (Path path : paths) {
      try {
        found.add(path);
      } catch (IOException e) {
        found.problem(path.toString(), "cannot be read: " + e.getClass().getSimpleName());
      }
    }
    if (found.problems.isEmpty() && found.texts.isEmpty()) {
      found.problem(
          paths.isEmpty() ? "files" : paths.getFirst().toString(),
          "no file there ends in `" + String.join("` or `", endings) + "`");
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
    Files.walkFileTree(path, new Finder(path, endings, files));
    for (Path file : files) {
      file(path.relativize(file).toString().replace('\\', '/'), file);
    }
  }

  private void file(String name, Path file) throws IOException {
    long size = Files.size(file);
    total += size;
    if (size > LARGEST) {
      problem(name, "larger than " + LARGEST + " bytes: split it");
    } else if (texts.size() == MOST_FILES || total > LARGEST_TOTAL) {
      problem(
          name,
          "at most " + MOST_FILES + " files and " + LARGEST_TOTAL + " bytes are read together");
    } else if (texts.containsKey(name)) {
      problem(name, "two files have this name: rename one");
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
  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> endings;
    private final List<Path> files;

    Finder(Path root, List<String> endings, List<Path> files) {
      this.root = root;
      this.endings = endings;
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
      if (endings.stream().anyMatch(name::endsWith)
          && !isHidden(file)
          && Files.isRegularFile(file)) {
        files.add(file);
      }
      return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }
  }
}
