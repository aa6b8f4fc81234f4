package dev.obstat.gateways.aws.sign;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A trailer's checksum, worked out while the body passes. In base64, numbers big-endian. Source:
/// "Checking object integrity in Amazon S3".
final class Checksum {

  private static final String PREFIX = "x-amz-checksum-";
  private static final Set<String> KNOWN = Set.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256");

  private final Sum sum;

  private sealed interface Sum {
    record Cyclic(java.util.zip.Checksum checksum, int bytes) implements Sum {}

    record Digested(MessageDigest digest) implements Sum {}
  }

  /// @param trailer one that [#isKnown]
  Checksum(String trailer) {
    if (!isKnown(trailer)) {
      throw new IllegalArgumentException("no checksum: `" + trailer + "`");
    }
    sum =
        switch (trailer.substring(PREFIX.length())) {
          case "crc32" -> new Sum.Cyclic(new CRC32(), Integer.BYTES);
          case "crc32c" -> new Sum.Cyclic(new CRC32C(), Integer.BYTES);
          case "crc64nvme" -> new Sum.Cyclic(new Crc64Nvme(), Long.BYTES);
          case "sha1" -> new Sum.Digested(digest("SHA-1"));
          case String _ -> new Sum.Digested(digest("SHA-256"));
        };
  }

  static boolean isKnown(String trailer) {
    return trailer.startsWith(PREFIX) && KNOWN.contains(trailer.substring(PREFIX.length()));
  }

  void update(byte[] bytes) {
    switch (sum) {
      case Sum.Cyclic cyclic -> cyclic.checksum().update(bytes);
      case Sum.Digested digested -> digested.digest().update(bytes);
    }
  }

  /// Ends the sum.
  String base64() {
    byte[] bytes =
        switch (sum) {
          case Sum.Cyclic(java.util.zip.Checksum checksum, int size) ->
              bigEndian(checksum.getValue(), size);
          case Sum.Digested(MessageDigest digest) -> digest.digest();
        };
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bigEndian(long value, int size) {
    byte[] all = new byte[Long.BYTES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (value >>> (56 - 8 * i));
    }
    return Arrays.copyOfRange(all, Long.BYTES - size, Long.BYTES);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JDK has no " + algorithm, impossible);
    }
  }
}
