package dev.obstat.ledger;

import java.util.List;

/// Hashes out of the tiles of a log of a given size, so that proofs need no entries.
///
/// Nothing read here is trusted: a proof made from wrong tiles fails its check.
public final class TileHashes implements Hashes {
  private final TileSource tiles;
  private final long size;

  public TileHashes(TileSource tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  @Override
  public Hash node(int level, long index) {
    int below = level % Tile.HEIGHT;
    long first = index << below;
    Tile tile =
        Tile.at(level / Tile.HEIGHT, first / TilePath.FULL, size)
            .orElseThrow(
                () ->
                    new LedgerException(
                        "a log of %d entries has no subtree %d at level %d"
                            .formatted(size, index, level)));
    int offset = (int) (first % TilePath.FULL);
    int count = 1 << below;
    if (offset + count > tile.width()) {
      throw new LedgerException(
          "a log of %d entries has no complete subtree %d at level %d"
              .formatted(size, index, level));
    }
    List<Hash> hashes = read(tile).subList(offset, offset + count);
    Tree tree = new Tree();
    hashes.forEach(tree::appendLeaf);
    return tree.root();
  }

  /// All hashes of a tile.
  List<Hash> read(Tile tile) {
    byte[] bytes =
        tiles
            .read(tile.path())
            .orElseThrow(() -> new LedgerException("`%s` is missing".formatted(tile.path())));
    return tile.decode(bytes).orThrow();
  }
}
