package dev.obstat.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// One signature line of a note: em dash, name, base64 of key id and signature.
public final class NoteSignature {
  private static final String DASH = "— ";

  private final String name;
  private final int keyId;
  private final byte[] bytes;

  NoteSignature(String name, int keyId, byte[] bytes) {
    this.name = name;
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  /// Reads a line without its newline.
  static Parsed<NoteSignature> parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      return new Parsed.Refused<>(
          "the signature line `%s` is not an em dash, a name and base64, one space between"
              .formatted(Shown.of(line)));
    }
    String name = line.substring(DASH.length(), space);
    Optional<String> badName = KeyName.refusal(name);
    if (badName.isPresent()) {
      return new Parsed.Refused<>("signature line: " + badName.get());
    }
    return switch (StrictBase64.decode(line.substring(space + 1))) {
      case Parsed.Refused<byte[]>(String reason) ->
          new Parsed.Refused<>("signature of `%s`: %s".formatted(Shown.of(name), reason));
      case Parsed.Read<byte[]>(byte[] value) -> parse(name, value);
    };
  }

  private static Parsed<NoteSignature> parse(String name, byte[] value) {
    if (value.length <= Integer.BYTES) {
      return new Parsed.Refused<>(
          "the signature of `%s` has %d bytes; 4 are the key id and some must follow"
              .formatted(Shown.of(name), value.length));
    }
    int keyId = ByteBuffer.wrap(value).getInt();
    return new Parsed.Read<>(
        new NoteSignature(name, keyId, Arrays.copyOfRange(value, Integer.BYTES, value.length)));
  }

  public String name() {
    return name;
  }

  public int keyId() {
    return keyId;
  }

  /// A copy of the signature, without the key id.
  public byte[] bytes() {
    return bytes.clone();
  }

  String line() {
    byte[] value =
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyId).put(bytes).array();
    return DASH + name + " " + Base64.getEncoder().encodeToString(value) + "\n";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && keyId == that.keyId
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * keyId + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return line().stripTrailing();
  }
}
