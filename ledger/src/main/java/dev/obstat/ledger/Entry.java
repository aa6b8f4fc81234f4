package dev.obstat.ledger;

import java.util.Arrays;

/// One entry of a log with the index its store gives it.
public final class Entry {
  /// The most bytes an entry may have, as a bundle writes its length in 16 bits.
  public static final int BYTE_LIMIT = 65_535;

  private final long index;
  private final byte[] bytes;

  public Entry(long index, byte[] bytes) {
    if (bytes.length > BYTE_LIMIT) {
      throw new LedgerException(
          "entry %d has %d bytes; at most %d fit: store the rest elsewhere and record its hash"
              .formatted(index, bytes.length, BYTE_LIMIT));
    }
    this.index = index;
    this.bytes = bytes.clone();
  }

  public long index() {
    return index;
  }

  /// A copy of the bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that && index == that.index && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(index) + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "entry %d of %d bytes".formatted(index, bytes.length);
  }
}
