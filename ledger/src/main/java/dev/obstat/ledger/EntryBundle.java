package dev.obstat.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where up to 256 entries are stored together (C2SP tlog-tiles 0.1.0, "Log entries").
public record EntryBundle(long index, int width) {
  /// The most bytes a bundle can have.
  static final int BYTE_LIMIT = TilePath.FULL * (Short.BYTES + Entry.BYTE_LIMIT);

  private static final String PREFIX = "tile/entries/";

  public EntryBundle {
    TilePath.check(index, width);
  }

  /// The bundle with this number in a log of `size` entries, unless nothing is there yet.
  public static Optional<EntryBundle> at(long index, long size) {
    return Tile.at(0, index, size).map(tile -> new EntryBundle(tile.index(), tile.width()));
  }

  /// Reads a path such as `tile/entries/x001/234.p/17`.
  public static Parsed<EntryBundle> parse(String path) {
    if (!path.startsWith(PREFIX)) {
      return new Parsed.Refused<>(
          "`%s` is not the path of an entry bundle, which starts with `%s`"
              .formatted(Shown.of(path), PREFIX));
    }
    return switch (TilePath.place(path, PREFIX.length())) {
      case Parsed.Refused<TilePath.Place>(String reason) -> new Parsed.Refused<>(reason);
      case Parsed.Read<TilePath.Place>(TilePath.Place place) ->
          new Parsed.Read<>(new EntryBundle(place.index(), place.width()));
    };
  }

  /// The path below the log's address, without a slash before it.
  public String path() {
    return PREFIX + TilePath.withWidth(index, width);
  }

  /// The index of its first entry.
  public long start() {
    return index * TilePath.FULL;
  }

  /// The bundle's bytes: for each entry its length as 16 bits big-endian, then itself.
  public byte[] encode(List<Entry> entries) {
    if (entries.size() != width) {
      throw new LedgerException(
          "`%s` has %d entries, not %d".formatted(path(), width, entries.size()));
    }
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      target.write(entry.length() >> 8);
      target.write(entry.length());
      target.writeBytes(entry.bytes());
    }
    return target.toByteArray();
  }

  /// Reads exactly `width` entries and nothing after them.
  public Parsed<List<Entry>> decode(byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    List<Entry> entries = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      if (source.remaining() < Short.BYTES) {
        return new Parsed.Refused<>(
            "`%s` ends after %d entries, not %d".formatted(path(), i, width));
      }
      int length = Short.toUnsignedInt(source.getShort());
      if (source.remaining() < length) {
        return new Parsed.Refused<>(
            "`%s` is cut off: entry %d has %d bytes, but only %d are there"
                .formatted(path(), start() + i, length, source.remaining()));
      }
      byte[] entry = new byte[length];
      source.get(entry);
      entries.add(new Entry(start() + i, entry));
    }
    if (source.hasRemaining()) {
      return new Parsed.Refused<>(
          "`%s` has %d bytes after its %d entries".formatted(path(), source.remaining(), width));
    }
    return new Parsed.Read<>(List.copyOf(entries));
  }
}
