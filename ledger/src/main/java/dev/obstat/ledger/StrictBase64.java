package dev.obstat.ledger;

import java.util.Base64;

/// Base64 (RFC 4648 §4) with exactly one spelling per value.
///
/// The JDK also reads missing padding and stray low bits; two spellings of one signature would let
/// a note change without anybody noticing.
final class StrictBase64 {
  private StrictBase64() {}

  static Parsed<byte[]> decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new Parsed.Refused<>("`%s` is not base64".formatted(Shown.of(text)));
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      return new Parsed.Refused<>(
          "`%s` is not canonical base64; padding and unused bits must be as RFC 4648 writes them"
              .formatted(Shown.of(text)));
    }
    return new Parsed.Read<>(bytes);
  }
}
