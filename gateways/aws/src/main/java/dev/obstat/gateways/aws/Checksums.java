package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.sign.Header;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// Checksums of a body that stand in headers.
final class Checksums {
  private static final String AWS = "x-amz-checksum-";

  private Checksums() {}

  /// The headers with the checksums of another body in place of those of the first. Empty when that
  /// cannot be done without doubt: one is of a kind that is not known here, or was wrong before.
  static Optional<List<Header>> moved(List<Header> headers, byte[] before, byte[] after) {
    List<Header> moved = new ArrayList<>();
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!isChecksum(name)) {
        moved.add(header);
        continue;
      }
      if (!of(name, before).map(header.value().strip()::equals).orElse(false)) {
        return Optional.empty();
      }
      of(name, after).ifPresent(value -> moved.add(new Header(header.name(), value)));
    }
    return Optional.of(moved);
  }

  private static boolean isChecksum(String name) {
    return switch (name) {
      case "content-md5", "digest", "content-digest", "repr-digest" -> true;
      // How it is made, not the checksum.
      case "x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode" -> false;
      case String _ -> name.startsWith(AWS);
    };
  }

  private static Optional<String> of(String name, byte[] body) {
    Optional<byte[]> sum =
        switch (name) {
          case "content-md5", "x-amz-checksum-md5" -> Optional.of(digest("MD5", body));
          case "x-amz-checksum-sha1" -> Optional.of(digest("SHA-1", body));
          case "x-amz-checksum-sha256" -> Optional.of(digest("SHA-256", body));
          case "x-amz-checksum-crc32" -> Optional.of(crc(new CRC32(), body));
          case "x-amz-checksum-crc32c" -> Optional.of(crc(new CRC32C(), body));
          case String _ -> Optional.empty();
        };
    return sum.map(Base64.getEncoder()::encodeToString);
  }

  private static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }

  private static byte[] crc(Checksum crc, byte[] body) {
    crc.update(body);
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
  }
}
