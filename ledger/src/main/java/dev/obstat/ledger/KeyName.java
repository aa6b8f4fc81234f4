package dev.obstat.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The rules for names of keys, and the key id made from one (C2SP signed-note, "Format" and "Key
/// IDs").
final class KeyName {
  /// Longer names are refused; those in use are host names with a path.
  static final int LIMIT = 255;

  private KeyName() {}

  /// Why this is no name, if it is none.
  static Optional<String> refusal(String name) {
    if (name.isEmpty()) {
      return Optional.of("a key needs a name");
    }
    if (name.length() > LIMIT) {
      return Optional.of("a key name has at most %d characters".formatted(LIMIT));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)
        || name.codePoints().anyMatch(KeyName::outlawed)) {
      return Optional.of(
          "the key name `%s` has a space, a plus or a control character".formatted(Shown.of(name)));
    }
    return Optional.empty();
  }

  private static boolean outlawed(int point) {
    return point == '+'
        || Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point);
  }

  /// The first 4 bytes of SHA-256(name, newline, type, public key).
  static int id(String name, byte[] typedKey) {
    MessageDigest sha256 = Hasher.sha256();
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
    return ByteBuffer.wrap(Arrays.copyOf(sha256.digest(typedKey), Integer.BYTES)).getInt();
  }

  static String hex(int id) {
    return HexFormat.of().toHexDigits(id);
  }
}
