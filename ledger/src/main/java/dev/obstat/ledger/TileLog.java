package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A log as files of the format C2SP tlog-tiles 0.1.0, wherever they are: `checkpoint`,
/// `tile/<L>/<N>`, `tile/entries/<N>`. Nothing read here is trusted.
public final class TileLog {
  private final TileSource files;

  public TileLog(TileSource files) {
    this.files = files;
  }

  /// The first `size` entries, out of the entry bundles.
  public EntrySource entries(long size) {
    return (from, limit) -> {
      Optional<EntryBundle> place = EntryBundle.at(from / TilePath.FULL, size);
      if (place.isEmpty() || from >= size) {
        return new Parsed.Read<>(List.of());
      }
      EntryBundle bundle = place.get();
      Optional<byte[]> bytes = files.read(bundle.path());
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
      return files
          .read(tile.path())
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

  /// Verifies everything: entries, tiles of every level, this checkpoint, and any checkpoints that
  /// the auditor kept from before.
  ///
  /// @param checkpoint the log's signed head, read once: the log may grow meanwhile
  /// @param progress told how many entries have been read
  public Verdict verify(
      byte[] checkpoint, VerifierKey log, List<byte[]> earlier, Progress progress) {
    // A checkpoint that does not open reads no entries, so its size does not matter.
    long size =
        switch (Checkpoint.open(checkpoint, log)) {
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
    EntrySource counted =
        (from, limit) -> {
          progress.read(from);
          return entries(size).read(from, limit);
        };
    Verdict verdict =
        new Verification(log).verify(checkpoint, earlier, counted, leaves(size), builder);
    if (!(verdict instanceof Verdict.Intact)) {
      return verdict;
    }
    builder.partialTiles();
    return wrong.isEmpty() ? verdict : wrong.getFirst();
  }

  private Optional<Verdict> compare(Tile tile, List<Hash> hashes) {
    Optional<byte[]> bytes = files.read(tile.path());
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

  /// Told how far a long pass has come.
  @FunctionalInterface
  public interface Progress {
    void read(long entries);
  }
}
