package dev.obstat.server.ledger;

import dev.obstat.ledger.Frontier;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.LedgerException;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.Tile;
import dev.obstat.ledger.TileHashes;
import dev.obstat.ledger.TileSource;
import dev.obstat.ledger.Tree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Hashes of the tree, kept apart from the database: row L is one file with the roots of all
/// perfect subtrees of 256^L entries, so that every tile is a piece of one file. With them a
/// tampered entry can be named, and tiles are served without reading entries.
///
/// They are derived: whoever reads them compares their root with a signed checkpoint, and makes
/// them again when it is another one. Beside them lies a copy of the last signed checkpoint, which
/// tells when the database was set back.
///
/// One writer at a time, any number of readers. Files are opened for each use, because an
/// interrupted reader would close a shared channel for all.
final class HashRows implements TileSource {
  private static final int FULL = 256;
  private static final int HEIGHT = 8;
  private static final int ROWS = 8;
  private static final String CHECKPOINT = "checkpoint";
  private static final int CHECKPOINT_LIMIT = 1_000_000;

  private final Path directory;
  private final Set<Integer> unforced = new TreeSet<>();

  HashRows(Path directory) {
    this.directory = directory;
  }

  /// How many leaf hashes there are.
  long size() {
    return size(0);
  }

  /// What is needed to go on from `size` entries; empty when hashes are missing.
  Optional<Frontier> frontier(long size) {
    try {
      return Optional.of(Frontier.of(size, new TileHashes(this, size)));
    } catch (LedgerException _) {
      return Optional.empty();
    }
  }

  /// Brings the rows to exactly these first leaf hashes, or to all where there are fewer.
  void cut(long size) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory);
        force(directory);
      }
      for (int level = 0; level < ROWS; level++) {
        Path file = file(level);
        long wanted = Math.min(size(level), size >> (HEIGHT * level)) * Hash.LENGTH;
        if (Files.exists(file) && Files.size(file) != wanted) {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(wanted);
          }
          unforced.add(level);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write in `%s`: %s".formatted(directory, e), e);
    }
    for (int level = 0; level < ROWS - 1; level++) {
      complete(level);
    }
  }

  /// Appends leaf hashes. They survive a crash only after [#force].
  void append(List<Hash> leaves) {
    append(0, leaves);
  }

  private void append(int level, List<Hash> hashes) {
    try (RandomAccessFile file = new RandomAccessFile(file(level).toFile(), "rw")) {
      file.seek(size(level) * Hash.LENGTH);
      byte[] bytes = new byte[hashes.size() * Hash.LENGTH];
      for (int i = 0; i < hashes.size(); i++) {
        System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
      }
      file.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write `%s`: %s".formatted(file(level), e), e);
    }
    unforced.add(level);
    if (level < ROWS - 1) {
      complete(level);
    }
  }

  /// Adds to the row above what this row has filled.
  private void complete(int level) {
    long full = size(level) / FULL;
    List<Hash> roots = new ArrayList<>();
    for (long index = size(level + 1); index < full; index++) {
      Tile tile = new Tile(level, index, FULL);
      Tree tree = new Tree();
      tile.decode(read(tile).orElseThrow()).orThrow().forEach(tree::appendLeaf);
      roots.add(tree.root());
    }
    if (!roots.isEmpty()) {
      append(level + 1, roots);
    }
  }

  /// From here on all that was appended survives a crash.
  ///
  /// @throws LedgerException when it may not: nothing may be built on these rows any more
  void force() {
    try {
      for (int level : unforced) {
        try (FileChannel channel = FileChannel.open(file(level), StandardOpenOption.WRITE)) {
          channel.force(false);
        }
      }
      if (!unforced.isEmpty()) {
        force(directory);
      }
      unforced.clear();
    } catch (IOException e) {
      throw new LedgerException("the disk failed under `%s`: %s".formatted(directory, e));
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Keeps a copy of a signed checkpoint; an old copy is replaced at once or not at all.
  void keep(byte[] checkpoint) {
    Path temporary = directory.resolve("." + CHECKPOINT + ".new");
    try {
      Files.write(temporary, checkpoint);
      Files.move(temporary, directory.resolve(CHECKPOINT), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write in `%s`: %s".formatted(directory, e), e);
    }
  }

  /// The copy of the last signed checkpoint.
  Optional<byte[]> kept() {
    Path file = directory.resolve(CHECKPOINT);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var input = Files.newInputStream(file)) {
      return Optional.of(input.readNBytes(CHECKPOINT_LIMIT));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read `%s`: %s".formatted(file, e), e);
    }
  }

  /// The tile at a path, as far as its hashes are there.
  @Override
  public Optional<byte[]> read(String path) {
    return switch (Tile.parse(path)) {
      case Parsed.Refused<Tile>(String _) -> Optional.empty();
      case Parsed.Read<Tile>(Tile tile) -> read(tile);
    };
  }

  private Optional<byte[]> read(Tile tile) {
    long first = tile.index() * FULL;
    if (size(tile.level()) < first + tile.width()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[tile.width() * Hash.LENGTH];
    try (RandomAccessFile file = new RandomAccessFile(file(tile.level()).toFile(), "r")) {
      file.seek(first * Hash.LENGTH);
      file.readFully(bytes);
      return Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read `%s`: %s".formatted(file(tile.level()), e), e);
    }
  }

  private long size(int level) {
    try {
      Path file = file(level);
      return Files.exists(file) ? Files.size(file) / Hash.LENGTH : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read `%s`: %s".formatted(file(level), e), e);
    }
  }

  private Path file(int level) {
    return directory.resolve(Integer.toString(level));
  }
}
