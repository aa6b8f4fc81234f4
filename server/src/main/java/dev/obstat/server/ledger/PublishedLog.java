package dev.obstat.server.ledger;

import dev.obstat.console.PublicLog;
import dev.obstat.ledger.Entry;
import dev.obstat.ledger.EntryBundle;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.Tile;
import dev.obstat.ledger.TileDirectory;
import dev.obstat.storage.Leaves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The log of the last published head as files. Tiles are pieces of the stored hashes; entry
/// bundles are read from the journal, few at a time, so that nobody who reads the log holds up the
/// gate. Partial tiles of every earlier size are served too, as they are beginnings of later ones.
final class PublishedLog implements PublicLog {
  private static final int BUNDLES_AT_ONCE = 2;

  private final HashRows rows;
  private final Leaves leaves;
  private final Semaphore bundles = new Semaphore(BUNDLES_AT_ONCE, true);
  private volatile SignedHead head;

  PublishedLog(HashRows rows, Leaves leaves, SignedHead head) {
    this.rows = rows;
    this.leaves = leaves;
    this.head = head;
  }

  /// @param next durable, and an extension of the one before
  void publish(SignedHead next) {
    head = next;
  }

  SignedHead head() {
    return head;
  }

  @Override
  public Optional<byte[]> file(String path) {
    SignedHead published = head;
    if (path.equals(TileDirectory.CHECKPOINT)) {
      return Optional.of(published.bytes());
    }
    if (Tile.parse(path) instanceof Parsed.Read<Tile>(Tile tile)) {
      return tile(tile, published.size());
    }
    if (EntryBundle.parse(path) instanceof Parsed.Read<EntryBundle>(EntryBundle bundle)) {
      return bundle(bundle, published.size());
    }
    return Optional.empty();
  }

  private Optional<byte[]> tile(Tile tile, long size) {
    return covers(tile.level(), tile.index(), tile.width(), size)
        ? rows.read(tile.path())
        : Optional.empty();
  }

  private Optional<byte[]> bundle(EntryBundle bundle, long size) {
    if (!covers(0, bundle.index(), bundle.width(), size)) {
      return Optional.empty();
    }
    bundles.acquireUninterruptibly();
    try {
      return Optional.of(bundle.encode(entries(bundle)));
    } finally {
      bundles.release();
    }
  }

  private List<Entry> entries(EntryBundle bundle) {
    List<Entry> entries = new ArrayList<>(bundle.width());
    leaves.read(
        bundle.start(), bundle.width(), (index, bytes) -> entries.add(new Entry(index, bytes)));
    return entries;
  }

  private static boolean covers(int level, long index, int width, long size) {
    return Tile.at(level, index, size).map(there -> width <= there.width()).orElse(false);
  }
}
