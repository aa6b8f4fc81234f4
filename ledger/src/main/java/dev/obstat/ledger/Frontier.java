package dev.obstat.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// All that is needed to go on appending: the size and the roots of the perfect subtrees that make
/// up the tree, largest first; one per bit set in the size, so at most 63 hashes.
///
/// Bytes: the size as an unsigned 64-bit big-endian number, then the hashes. They are not signed:
/// whoever loads a frontier compares its [#root] with a signed checkpoint of that size before
/// trusting it.
public record Frontier(long size, List<Hash> peaks) {
  /// The tree without entries.
  public static final Frontier EMPTY = new Frontier(0, List.of());

  public Frontier {
    peaks = List.copyOf(peaks);
    if (size < 0) {
      throw new LedgerException("a tree cannot have %d entries".formatted(size));
    }
    if (peaks.size() != Long.bitCount(size)) {
      throw new LedgerException(
          "a tree of %d entries has %d peaks, not %d"
              .formatted(size, Long.bitCount(size), peaks.size()));
    }
  }

  /// Reads what [#bytes] wrote.
  public static Parsed<Frontier> parse(byte[] bytes) {
    if (bytes.length < Long.BYTES) {
      return new Parsed.Refused<>(
          "a frontier starts with a size of 8 bytes, but only %d are there"
              .formatted(bytes.length));
    }
    ByteBuffer source = ByteBuffer.wrap(bytes);
    long size = source.getLong();
    if (size < 0) {
      return new Parsed.Refused<>("the size of a frontier is at most 2^63-1");
    }
    int count = Long.bitCount(size);
    if (source.remaining() != count * Hash.LENGTH) {
      return new Parsed.Refused<>(
          "a frontier of size %d has %d bytes, not %d"
              .formatted(size, Long.BYTES + count * Hash.LENGTH, bytes.length));
    }
    List<Hash> peaks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      peaks.add(Hash.take(source));
    }
    return new Parsed.Read<>(new Frontier(size, peaks));
  }

  /// The frontier of the first `size` entries, from hashes stored elsewhere.
  public static Frontier of(long size, Hashes hashes) {
    List<Hash> peaks = new ArrayList<>();
    long start = 0;
    for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
      int level = Long.numberOfTrailingZeros(Long.highestOneBit(rest));
      peaks.add(hashes.node(level, start >> level));
      start += 1L << level;
    }
    return new Frontier(size, peaks);
  }

  public byte[] bytes() {
    ByteBuffer target = ByteBuffer.allocate(Long.BYTES + peaks.size() * Hash.LENGTH);
    target.putLong(size);
    for (Hash peak : peaks) {
      peak.put(target);
    }
    return target.array();
  }

  /// The root of the tree (RFC 9162 §2.1.1).
  public Hash root() {
    return root(peaks, new Hasher());
  }

  static Hash root(List<Hash> peaks, Hasher hasher) {
    if (peaks.isEmpty()) {
      return Hash.EMPTY_TREE;
    }
    Hash root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = hasher.node(peaks.get(i), root);
    }
    return root;
  }
}
