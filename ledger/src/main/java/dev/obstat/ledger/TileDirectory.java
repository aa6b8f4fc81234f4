package dev.obstat.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A log as a directory of files (C2SP tlog-tiles 0.1.0): `checkpoint`, `tile/<L>/<N>`,
/// `tile/entries/<N>`. It can be copied, served as it is by any web server, and verified offline by
/// this class or by any tool that knows the format.
public final class TileDirectory implements TileSource {
  /// Where the signed checkpoint is.
  public static final String CHECKPOINT = "checkpoint";

  private final Path root;

  public TileDirectory(Path root) {
    this.root = root;
  }

  /// Writes or extends the export so that it holds the log up to this signed checkpoint.
  ///
  /// The entries are checked against the checkpoint before anything is written. Every file is
  /// written whole, and the checkpoint last, so a crash leaves the old export or the new one; the
  /// same input gives the same bytes, so it can be run again. Partial tiles that a full one
  /// replaces are removed. One writer at a time.
  public Written write(byte[] checkpoint, VerifierKey log, EntrySource entries) {
    return new TileExport(this, root, entries).write(checkpoint, log);
  }

  /// The file at a path of the format; empty for what is not there and for every other path.
  @Override
  public Optional<byte[]> read(String path) {
    int limit;
    if (path.equals(CHECKPOINT)) {
      limit = Note.BYTE_LIMIT;
    } else if (Tile.parse(path) instanceof Parsed.Read<Tile>) {
      limit = TilePath.FULL * Hash.LENGTH;
    } else if (EntryBundle.parse(path) instanceof Parsed.Read<EntryBundle>) {
      limit = EntryBundle.BYTE_LIMIT;
    } else {
      return Optional.empty();
    }
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream input = Files.newInputStream(file)) {
      // One byte more than any good file has is enough to be refused by whoever reads the format.
      return Optional.of(input.readNBytes(limit + 1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read `%s`: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// The first `size` entries, out of the entry bundles.
  public EntrySource entries(long size) {
    return new TileLog(this).entries(size);
  }

  /// The first `size` leaf hashes, out of the tiles at level 0; they end where a tile is missing or
  /// malformed.
  public LeafHashes leaves(long size) {
    return new TileLog(this).leaves(size);
  }

  /// Verifies the whole export: entries, tiles of every level, checkpoint, and any checkpoints that
  /// the auditor kept from before.
  public Verdict verify(VerifierKey log, List<byte[]> earlier) {
    return verify(log, earlier, _ -> {});
  }

  /// The same, telling how far it has come.
  public Verdict verify(VerifierKey log, List<byte[]> earlier, TileLog.Progress progress) {
    return read(CHECKPOINT)
        .map(checkpoint -> new TileLog(this).verify(checkpoint, log, earlier, progress))
        .orElseGet(
            () ->
                new Verdict.BadCheckpoint(
                    "the checkpoint", "there is no file `checkpoint` in `%s`".formatted(root)));
  }

  /// What writing an export gave.
  public sealed interface Written {
    /// @param from the size the directory already had; entries before it were not read again,
    ///   except those of the last, partial bundle
    record Done(Checkpoint checkpoint, long from) implements Written {}

    /// Nothing that the directory's old checkpoint covers was touched.
    record Refused(String reason) implements Written {}
  }
}
