package dev.obstat.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One writing of a [TileDirectory]: a pass that only checks, then one that writes.
final class TileExport {
  private static final int BATCH = 256;

  private final TileDirectory directory;
  private final Path root;
  private final EntrySource entries;
  private final DurableFiles files = new DurableFiles();
  private final List<String> full = new ArrayList<>();

  TileExport(TileDirectory directory, Path root, EntrySource entries) {
    this.directory = directory;
    this.root = root;
    this.entries = entries;
  }

  TileDirectory.Written write(byte[] signed, VerifierKey log) {
    return switch (Checkpoint.open(signed, log)) {
      case Parsed.Refused<Checkpoint>(String reason) -> new TileDirectory.Written.Refused(reason);
      case Parsed.Read<Checkpoint>(Checkpoint head) -> {
        Optional<byte[]> old = directory.read(TileDirectory.CHECKPOINT);
        if (old.isEmpty()) {
          yield write(signed, head, 0);
        }
        yield switch (Checkpoint.open(old.get(), log)) {
          case Parsed.Refused<Checkpoint>(String reason) ->
              new TileDirectory.Written.Refused(
                  "the directory `%s` holds something else (%s); choose another one"
                      .formatted(root, reason));
          case Parsed.Read<Checkpoint>(Checkpoint previous) -> extend(signed, head, previous);
        };
      }
    };
  }

  private TileDirectory.Written extend(byte[] signed, Checkpoint head, Checkpoint previous) {
    if (previous.size() > head.size()) {
      return new TileDirectory.Written.Refused(
          "the directory already has %d entries, the checkpoint only %d"
              .formatted(previous.size(), head.size()));
    }
    if (previous.size() == head.size() && !previous.root().equals(head.root())) {
      return new TileDirectory.Written.Refused(new Verdict.Forked(previous, head).text());
    }
    return write(signed, head, edgeIsGood(previous) ? previous.size() : 0);
  }

  /// Whether the tiles at the right edge are there and lead to the directory's checkpoint.
  private boolean edgeIsGood(Checkpoint previous) {
    try {
      TileHashes stored = new TileHashes(directory, previous.size());
      var _ = new TileBuilder((_, _) -> {}, previous.size(), stored);
      return Frontier.of(previous.size(), stored).root().equals(previous.root());
    } catch (LedgerException _) {
      return false;
    }
  }

  private TileDirectory.Written write(byte[] signed, Checkpoint head, long from) {
    Optional<String> refusal = new Pass(head, from, (_, _) -> {}, (_, _) -> {}).run();
    if (refusal.isEmpty()) {
      refusal = new Pass(head, from, this::store, this::store).run();
    }
    if (refusal.isPresent()) {
      return new TileDirectory.Written.Refused(refusal.get());
    }
    files.forceDirectories();
    // Crash point: tiles beyond the old checkpoint, which nothing refers to yet.
    files.write(root.resolve(TileDirectory.CHECKPOINT), signed);
    files.forceDirectories();
    full.forEach(path -> DurableFiles.remove(root.resolve(path + ".p")));
    return new TileDirectory.Written.Done(head, from);
  }

  private void store(Tile tile, List<Hash> hashes) {
    store(tile.path(), tile.width(), tile.encode(hashes));
  }

  private void store(EntryBundle bundle, List<Entry> held) {
    store(bundle.path(), bundle.width(), bundle.encode(held));
  }

  private void store(String path, int width, byte[] bytes) {
    files.write(root.resolve(path), bytes);
    if (width == TilePath.FULL) {
      full.add(path);
    }
  }

  @FunctionalInterface
  private interface BundleTarget {
    void bundle(EntryBundle bundle, List<Entry> held);
  }

  /// Reads the entries from the start of the partial bundle at `from` and hands out what becomes of
  /// them.
  private final class Pass {
    private final Checkpoint head;
    private final long from;
    private final BundleTarget bundles;
    private final TileBuilder builder;
    private final Tree tree;
    private final List<Hash> known;
    private final List<Entry> held = new ArrayList<>();

    Pass(Checkpoint head, long from, TileBuilder.Target tiles, BundleTarget bundles) {
      this.head = head;
      this.from = from;
      this.bundles = bundles;
      TileHashes stored = new TileHashes(directory, from);
      this.builder = new TileBuilder(tiles, from, stored);
      this.tree = new Tree(Frontier.of(from, stored), builder);
      this.known =
          from % TilePath.FULL == 0
              ? List.of()
              : Tile.at(0, from / TilePath.FULL, from).map(stored::read).orElse(List.of());
    }

    /// Why the entries are not those of the checkpoint, if so.
    Optional<String> run() {
      long expected = from - from % TilePath.FULL;
      while (expected < head.size()) {
        switch (entries.read(expected, (int) Math.min(BATCH, head.size() - expected))) {
          case Parsed.Refused<List<Entry>>(String reason) -> {
            return Optional.of(new Verdict.Unreadable(expected, reason).text());
          }
          case Parsed.Read<List<Entry>>(List<Entry> batch) -> {
            if (batch.isEmpty()) {
              return Optional.of(new Verdict.Truncated(expected, head).text());
            }
            for (Entry entry : batch) {
              Optional<String> refusal = accept(entry, expected);
              if (refusal.isPresent()) {
                return refusal;
              }
              expected++;
            }
          }
        }
      }
      return finish();
    }

    private Optional<String> accept(Entry entry, long expected) {
      if (entry.index() != expected) {
        return Optional.of(
            "entry %d is stored where entry %d belongs".formatted(entry.index(), expected));
      }
      if (expected >= from) {
        tree.append(entry.bytes());
      } else {
        Hash recorded = known.get((int) (expected % TilePath.FULL));
        Hash leaf = Hash.ofLeaf(entry.bytes());
        if (!recorded.equals(leaf)) {
          return Optional.of(new Verdict.Changed(expected, recorded, leaf).text());
        }
      }
      held.add(entry);
      if (held.size() == TilePath.FULL) {
        bundles.bundle(new EntryBundle(expected / TilePath.FULL, TilePath.FULL), held);
        held.clear();
      }
      return Optional.empty();
    }

    private Optional<String> finish() {
      Hash found = tree.root();
      if (!found.equals(head.root())) {
        return Optional.of(new Verdict.RootDiffers(head, found, from).text());
      }
      if (!held.isEmpty()) {
        bundles.bundle(new EntryBundle(head.size() / TilePath.FULL, held.size()), held);
      }
      builder.partialTiles();
      return Optional.empty();
    }
  }
}
