package dev.obstat.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The directory that holds everything, for its owner's eyes only, and for one process at a time.
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "obstat.lock";
  private static final String DATABASE = "obstat.db";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// The directory, or why not.
  sealed interface Answer {
    record Held(DataDirectory directory) implements Answer {}

    record Refused(String why) implements Answer {}
  }

  static Answer hold(Path given) {
    Path path = given.toAbsolutePath().normalize();
    if (path.toString().contains("?")) {
      return new Answer.Refused("the data directory `" + path + "` has a `?` in its name");
    }
    try {
      create(path);
      return lock(path);
    } catch (FileAlreadyExistsException e) {
      return new Answer.Refused(
          "the data directory `" + path + "` cannot be made: `" + e.getFile() + "` is a file");
    } catch (IOException e) {
      return new Answer.Refused(
          "the data directory `"
              + path
              + "` cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "): choose another one or change its owner");
    }
  }

  private static void create(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, onlyOwner(path, "rwx------"));
    }
  }

  private static Answer lock(Path path) throws IOException {
    createFile(path.resolve(LOCK));
    FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        createFile(path.resolve(DATABASE));
        force(path);
        return new Answer.Held(new DataDirectory(path, channel));
      }
    } catch (OverlappingFileLockException e) {
      // held by this very process; the answer is the same
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return new Answer.Refused(
        "the data directory `"
            + path
            + "` is in use by another Obstat: stop that one first, or choose another directory");
  }

  /// SQLite gives its other files the permissions of this one.
  private static void createFile(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              onlyOwner(file, "rw-------"))
          .close();
    } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(file)) {
      throw new IOException("`" + file.getFileName() + "` is not a file that can be written");
    }
  }

  private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /// A new file is durable only once its directory is.
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  Path database() {
    return path.resolve(DATABASE);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
