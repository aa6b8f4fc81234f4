package dev.obstat.gateways.aws.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The body of a request.
public sealed interface Body {

  /// There is none, or it has no bytes.
  record None() implements Body {}

  /// There is one, and nobody has read it yet.
  record Unread() implements Body {}

  /// All of it.
  final class Read implements Body {
    private final byte[] bytes;

    /// @param bytes not copied; they must not change afterwards
    public Read(byte[] bytes) {
      this.bytes = bytes;
    }

    public int length() {
      return bytes.length;
    }

    /// The bytes themselves; not to be changed.
    @SuppressWarnings("EI_EXPOSE_REP") // a body may be megabytes: callers share it by agreement
    public byte[] bytes() {
      return bytes;
    }

    /// The text, which must be valid UTF-8.
    public String text() {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw new Malformed("the body is not valid UTF-8");
      }
    }
  }

  static Body of(byte[] bytes) {
    return bytes.length == 0 ? new None() : new Read(bytes);
  }
}
