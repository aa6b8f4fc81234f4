package dev.obstat.gateways.aws.answer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The little of CBOR (RFC 8949) that an error needs: a map of texts.
final class Cbor {

  private static final int TEXT = 3 << 5;
  private static final int MAP = 5 << 5;

  private Cbor() {}

  /// @param namesAndValues by turns
  static byte[] map(List<String> namesAndValues) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head(out, MAP, namesAndValues.size() / 2);
    for (String text : namesAndValues) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      head(out, TEXT, bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  /// Major type and length in the shortest form; texts here are shorter than 64 KiB.
  private static void head(ByteArrayOutputStream out, int major, int length) {
    if (length < 24) {
      out.write(major | length);
    } else if (length < 0x100) {
      out.write(major | 24);
      out.write(length);
    } else {
      out.write(major | 25);
      out.write(length >>> 8);
      out.write(length);
    }
  }
}
