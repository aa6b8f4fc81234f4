package dev.obstat.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return (from, limit) -> {
      Optional<EntryBundle> place = EntryBundle.at(from / TilePath.FULL, size);
      if (place.isEmpty() || from >= size) {
        return new Parsed.Read<>(List.of());
      }
      EntryBundle bundle = place.get();
      Optional<byte[]> bytes = read(bundle.path());
      if (bytes.isEmpty()) {
        return new Parsed.Refused<>("`%s` is missing".formatted(bundle.path()));
      }
      return switch (bundle.decode(bytes.get())) {
        case Parsed.Refused<List<Entry>> refused -> refused;
        case Parsed.Read<List<Entry>>(List<Entry> entries) -> {
          int first = (int) (from - bundle.start());
          yield new Parsed.Read<>(entries.subList(first, Math.min(entries.size(), first + limit)));
        }
      };
    };
  }

  /// The first `size` leaf hashes, out of the tiles at level 0; they end where a tile is missing or
  /// malformed.
  public LeafHashes leaves(long size) {
    return (from, limit) -> {
      Optional<Tile> place = Tile.at(0, from / TilePath.FULL, size);
      if (place.isEmpty() || from >= size) {
        return List.of();
      }
      Tile tile = place.get();
      return read(tile.path())
          .map(tile::decode)
          .map(
              parsed ->
                  switch (parsed) {
                    case Parsed.Refused<List<Hash>>(String _) -> List.<Hash>of();
                    case Parsed.Read<List<Hash>>(List<Hash> hashes) -> {
                      int first = (int) (from % TilePath.FULL);
                      yield hashes.subList(first, Math.min(hashes.size(), first + limit));
                    }
                  })
          .orElse(List.of());
    };
  }

  /// Verifies the whole export: entries, tiles of every level, checkpoint, and any checkpoints that
  /// the auditor kept from before.
  public Verdict verify(VerifierKey log, List<byte[]> earlier) {
    Optional<byte[]> checkpoint = read(CHECKPOINT);
    if (checkpoint.isEmpty()) {
      return new Verdict.BadCheckpoint(
          "the checkpoint", "there is no file `checkpoint` in `%s`".formatted(root));
    }
    // A checkpoint that does not open reads no entries, so its size does not matter.
    long size =
        switch (Checkpoint.open(checkpoint.get(), log)) {
          case Parsed.Refused<Checkpoint>(String _) -> 0;
          case Parsed.Read<Checkpoint>(Checkpoint head) -> head.size();
        };
    List<Verdict> wrong = new ArrayList<>();
    TileBuilder builder =
        new TileBuilder(
            (tile, hashes) -> {
              if (wrong.isEmpty()) {
                compare(tile, hashes).ifPresent(wrong::add);
              }
            });
    Verdict verdict =
        new Verification(log)
            .verify(checkpoint.get(), earlier, entries(size), leaves(size), builder);
    if (!(verdict instanceof Verdict.Intact)) {
      return verdict;
    }
    builder.partialTiles();
    return wrong.isEmpty() ? verdict : wrong.getFirst();
  }

  private Optional<Verdict> compare(Tile tile, List<Hash> hashes) {
    Optional<byte[]> bytes = read(tile.path());
    if (bytes.isEmpty()) {
      return Optional.of(new Verdict.TileDiffers(tile.path(), "is missing"));
    }
    return switch (tile.decode(bytes.get())) {
      case Parsed.Refused<List<Hash>>(String reason) ->
          Optional.of(new Verdict.TileDiffers(tile.path(), "is malformed: " + reason));
      case Parsed.Read<List<Hash>>(List<Hash> stored) -> {
        for (int i = 0; i < hashes.size(); i++) {
          if (!stored.get(i).equals(hashes.get(i))) {
            yield Optional.of(
                new Verdict.TileDiffers(tile.path(), "has another hash at position " + i));
          }
        }
        yield Optional.empty();
      }
    };
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
