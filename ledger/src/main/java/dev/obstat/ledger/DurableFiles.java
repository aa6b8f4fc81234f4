package dev.obstat.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Writes files so that after a crash each is whole or not there.
///
/// Per file: temporary file beside it, force, atomic rename. The rename itself is durable only
/// after [#forceDirectories], which is called once for many files.
final class DurableFiles {
  private final Set<Path> touched = new LinkedHashSet<>();

  void write(Path file, byte[] bytes) {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in one");
    Path temporary = directory.resolve("." + file.getFileName() + ".new");
    try {
      create(directory);
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
          channel.write(source);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write `%s`: %s".formatted(file, e.getMessage()), e);
    }
    touched.add(directory);
  }

  /// From here on everything written so far survives a crash.
  void forceDirectories() {
    for (Path directory : touched) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot force the directory `%s`: %s".formatted(directory, e.getMessage()), e);
      }
    }
    touched.clear();
  }

  /// Removes a directory that holds only files; does nothing when it is not there.
  static void remove(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot remove `%s`: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      create(parent);
      touched.add(parent);
    }
    Files.createDirectory(directory);
  }
}
