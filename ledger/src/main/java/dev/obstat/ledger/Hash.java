package dev.obstat.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// A SHA-256 hash of 32 bytes: of an entry, of a node, or of a whole tree.
public final class Hash {
  /// Length in bytes.
  public static final int LENGTH = 32;

  /// The root of the tree without entries: the hash of nothing (RFC 9162 §2.1.1).
  public static final Hash EMPTY_TREE = new Hash(Hasher.sha256().digest());

  private final byte[] bytes;

  /// Takes the array over without a copy; for callers that give it away.
  Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads exactly 32 bytes.
  public static Parsed<Hash> parse(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return new Parsed.Refused<>("a hash has 32 bytes, not %d".formatted(bytes.length));
    }
    return new Parsed.Read<>(new Hash(bytes.clone()));
  }

  /// Reads canonical base64 with padding, as proofs and checkpoints write hashes.
  public static Parsed<Hash> parse(String base64) {
    return switch (StrictBase64.decode(base64)) {
      case Parsed.Refused<byte[]>(String reason) -> new Parsed.Refused<>("hash: " + reason);
      case Parsed.Read<byte[]>(byte[] bytes) -> parse(bytes);
    };
  }

  /// The hash of an entry: SHA-256 of 0x00 and its bytes.
  public static Hash ofLeaf(byte[] entry) {
    return new Hasher().leaf(entry);
  }

  /// The hash of a node: SHA-256 of 0x01 and its two children.
  public static Hash ofNode(Hash left, Hash right) {
    return new Hasher().node(left, right);
  }

  /// A copy of the 32 bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  void update(MessageDigest digest) {
    digest.update(bytes);
  }

  void put(ByteBuffer target) {
    target.put(bytes);
  }

  static Hash take(ByteBuffer source) {
    byte[] bytes = new byte[LENGTH];
    source.get(bytes);
    return new Hash(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
