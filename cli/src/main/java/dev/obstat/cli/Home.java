package dev.obstat.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// The home directory that an agent's command sees.
sealed interface Home {

  Path path();

  /// A directory for files of this run, which goes with it.
  Path ownFiles();

  /// What there is to do when the command has ended.
  ///
  /// @throws CommandFailed when it cannot be done
  void leave();

  /// The user's own, which stays as it is.
  ///
  /// @param files a private directory beside it
  record OfUser(Private files) implements Home {
    @Override
    public Path path() {
      return Path.of(System.getProperty("user.home"));
    }

    @Override
    public Path ownFiles() {
      return files.path();
    }

    @Override
    public void leave() {
      files.leave();
    }
  }

  /// An empty one, readable by its owner alone, which is removed with all that was left in it.
  /// Links are removed and not followed.
  record Private(Path path) implements Home {
    static Private make() {
      try {
        return new Private(Files.createTempDirectory("obstat-run-"));
      } catch (IOException e) {
        throw new CommandFailed("cannot make a home directory for the command", e);
      }
    }

    @Override
    public Path ownFiles() {
      return path.resolve(".obstat");
    }

    @Override
    public void leave() {
      try {
        Files.walkFileTree(path, new Removing());
      } catch (IOException e) {
        throw new CommandFailed("cannot remove `" + path + "`", e);
      }
    }
  }

  /// Removes files first, then the directory they were in.
  final class Removing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
        throws IOException {
      Files.delete(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
