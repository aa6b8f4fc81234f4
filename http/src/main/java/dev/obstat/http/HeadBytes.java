package dev.obstat.http;

import java.nio.charset.StandardCharsets;

/// Heads as they go out. [Header] has already refused what could split one.
final class HeadBytes {
  private HeadBytes() {}

  static void append(StringBuilder text, Headers headers) {
    for (Header field : headers.fields()) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
  }

  static byte[] of(StringBuilder head) {
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The size line of one chunk.
  static byte[] chunkSize(int size) {
    return (Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
