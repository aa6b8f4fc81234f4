package dev.obstat.ledger;

import java.util.ArrayList;
import java.util.List;

/// Makes tiles while a tree grows: full ones as they fill, partial ones when asked. Keeps at most
/// 255 hashes a level.
final class TileBuilder implements Tree.Nodes {
  private final List<List<Hash>> rows = new ArrayList<>();
  private final Target target;
  private long size;

  TileBuilder(Target target) {
    this.target = target;
  }

  /// Goes on from the right edge of the stored tiles of a log of this size.
  TileBuilder(Target target, long size, TileHashes stored) {
    this(target);
    this.size = size;
    for (int level = 0; size >> (Tile.HEIGHT * level) > 0; level++) {
      long count = size >> (Tile.HEIGHT * level);
      List<Hash> row = row(level);
      if (count % TilePath.FULL != 0) {
        Tile.at(level, count / TilePath.FULL, size)
            .ifPresent(tile -> row.addAll(stored.read(tile)));
      }
    }
  }

  @Override
  public void complete(int level, long index, Hash hash) {
    if (level == 0) {
      size = index + 1;
    }
    if (level % Tile.HEIGHT != 0) {
      return;
    }
    List<Hash> row = row(level / Tile.HEIGHT);
    row.add(hash);
    if (row.size() == TilePath.FULL) {
      target.tile(new Tile(level / Tile.HEIGHT, index / TilePath.FULL, TilePath.FULL), row);
      row.clear();
    }
  }

  /// Hands out the partial tiles of the size reached.
  void partialTiles() {
    for (int level = 0; level < rows.size(); level++) {
      List<Hash> row = rows.get(level);
      if (!row.isEmpty()) {
        long index = (size >> (Tile.HEIGHT * level)) / TilePath.FULL;
        target.tile(new Tile(level, index, row.size()), row);
      }
    }
  }

  private List<Hash> row(int level) {
    while (rows.size() <= level) {
      rows.add(new ArrayList<>(TilePath.FULL));
    }
    return rows.get(level);
  }

  /// Where tiles go. The list is the builder's own and changes after the call.
  @FunctionalInterface
  interface Target {
    void tile(Tile tile, List<Hash> hashes);
  }
}
