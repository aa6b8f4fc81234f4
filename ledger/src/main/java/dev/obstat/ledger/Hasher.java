package dev.obstat.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 with the prefixes of RFC 9162 §2.1.1, which keep a leaf from passing for a node. One
/// instance belongs to one thread: it keeps its digest, as making one costs more than a hash.
final class Hasher {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = sha256();

  Hash leaf(byte[] entry) {
    sha256.update(LEAF);
    return new Hash(sha256.digest(entry));
  }

  Hash node(Hash left, Hash right) {
    sha256.update(NODE);
    left.update(sha256);
    right.update(sha256);
    return new Hash(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LedgerException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
