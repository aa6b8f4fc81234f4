package dev.obstat.storage;

import java.util.List;

/// How far entries are integrated into the ledger's tree: enough to go on without reading them
/// again. It is derived, and can be made anew from the entries.
///
/// @param size how many entries are integrated
/// @param hashes the roots of the full subtrees, largest first, in lower-case hexadecimal
public record Frontier(long size, List<String> hashes) {
  public Frontier {
    hashes = List.copyOf(hashes);
    if (Long.bitCount(size) != hashes.size()) {
      throw new IllegalArgumentException(
          "a tree of " + size + " entries has " + Long.bitCount(size) + " full subtrees");
    }
  }
}
