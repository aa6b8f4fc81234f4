package dev.obstat.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a piece of the tree is stored (C2SP tlog-tiles 0.1.0): up to 256 hashes side by side, at
/// level L the roots of perfect subtrees of 256^L entries.
///
/// @param level 0 (leaf hashes) to 7
/// @param index the number of the tile at its level
/// @param width how many hashes it holds; 256 is a full tile, less a partial one
public record Tile(int level, long index, int width) {
  /// Levels of the tree that a level of tiles spans.
  static final int HEIGHT = 8;

  private static final int LEVEL_LIMIT = 7;
  private static final String PREFIX = "tile/";

  public Tile {
    TilePath.check(index, width);
    if (level < 0 || level > LEVEL_LIMIT) {
      throw new LedgerException("no tile at level %d: levels are 0 to 7".formatted(level));
    }
  }

  /// The tile at this place in a log of `size` entries, unless nothing is there yet.
  public static Optional<Tile> at(int level, long index, long size) {
    long width = (size >> (HEIGHT * level)) - index * TilePath.FULL;
    return width <= 0
        ? Optional.empty()
        : Optional.of(new Tile(level, index, (int) Math.min(width, TilePath.FULL)));
  }

  /// Reads a path such as `tile/0/x001/234.p/17`.
  public static Parsed<Tile> parse(String path) {
    int slash = path.indexOf('/', PREFIX.length());
    if (!path.startsWith(PREFIX)
        || slash != PREFIX.length() + 1
        || !path.substring(PREFIX.length(), slash).matches("[0-7]")) {
      return new Parsed.Refused<>(
          "`%s` is not the path of a tile: `tile/`, a level of 0 to 7, a number"
              .formatted(Shown.of(path)));
    }
    int level = path.charAt(PREFIX.length()) - '0';
    return switch (TilePath.place(path, slash + 1)) {
      case Parsed.Refused<TilePath.Place>(String reason) -> new Parsed.Refused<>(reason);
      case Parsed.Read<TilePath.Place>(TilePath.Place place) ->
          new Parsed.Read<>(new Tile(level, place.index(), place.width()));
    };
  }

  /// The path below the log's address, without a slash before it.
  public String path() {
    return PREFIX + level + "/" + TilePath.withWidth(index, width);
  }

  /// The tile's bytes: its hashes one after the other.
  public byte[] encode(List<Hash> hashes) {
    if (hashes.size() != width) {
      throw new LedgerException(
          "`%s` has %d hashes, not %d".formatted(path(), width, hashes.size()));
    }
    ByteBuffer target = ByteBuffer.allocate(width * Hash.LENGTH);
    hashes.forEach(hash -> hash.put(target));
    return target.array();
  }

  /// Reads the tile's bytes, of which there must be exactly `32 * width`.
  public Parsed<List<Hash>> decode(byte[] bytes) {
    if (bytes.length != width * Hash.LENGTH) {
      return new Parsed.Refused<>(
          "`%s` must have %d bytes, not %d".formatted(path(), width * Hash.LENGTH, bytes.length));
    }
    ByteBuffer source = ByteBuffer.wrap(bytes);
    List<Hash> hashes = new ArrayList<>(width);
    while (source.hasRemaining()) {
      hashes.add(Hash.take(source));
    }
    return new Parsed.Read<>(List.copyOf(hashes));
  }
}
