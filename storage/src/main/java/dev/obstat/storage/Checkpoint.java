package dev.obstat.storage;

import java.time.Instant;

/// A signed head of the ledger, as it was stored before it was published.
///
/// @param size how many entries it covers
/// @param root RFC 6962 root hash over them, in lower-case hexadecimal
/// @param note the signed note (C2SP tlog-checkpoint), to the byte
/// @param at when it was signed
public record Checkpoint(long size, String root, String note, Instant at) {
  public Checkpoint {
    if (size < 0) {
      throw new IllegalArgumentException("a checkpoint's size is not negative: " + size);
    }
    if (!root.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a root hash: `" + root + "`");
    }
  }
}
