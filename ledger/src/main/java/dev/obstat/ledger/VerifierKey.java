package dev.obstat.ledger;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Whose signature counts: a name with an Ed25519 public key, written as a vkey `name+<key id in
/// hex>+<base64 of type and key>` (C2SP signed-note, "Verifier keys").
public final class VerifierKey {
  static final byte ED25519 = 1;

  private static final int TEXT_LIMIT = 1_024;

  private final String name;
  private final int id;
  private final byte[] typedKey;
  private final PublicKey key;

  private VerifierKey(String name, byte[] typedKey, PublicKey key) {
    this.name = name;
    this.id = KeyName.id(name, typedKey);
    this.typedKey = typedKey;
    this.key = key;
  }

  static VerifierKey of(String name, byte[] raw) {
    byte[] typedKey = new byte[1 + raw.length];
    typedKey[0] = ED25519;
    System.arraycopy(raw, 0, typedKey, 1, raw.length);
    return new VerifierKey(name, typedKey, Ed25519.publicKey(raw).orThrow());
  }

  /// Reads a vkey. Only Ed25519 (type 1) is known here; the id must be that of name and key.
  public static Parsed<VerifierKey> parse(String vkey) {
    if (vkey.length() > TEXT_LIMIT) {
      return refused("it has more than %d characters".formatted(TEXT_LIMIT));
    }
    // Base64 may hold plusses, so only the first two divide.
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      return refused("`%s` is not `name+id+key`".formatted(Shown.of(vkey)));
    }
    Optional<String> badName = KeyName.refusal(parts[0]);
    if (badName.isPresent()) {
      return refused(badName.get());
    }
    return switch (StrictBase64.decode(parts[2])) {
      case Parsed.Refused<byte[]>(String reason) -> refused(reason);
      case Parsed.Read<byte[]>(byte[] typedKey) -> parse(parts[0], parts[1], typedKey);
    };
  }

  private static Parsed<VerifierKey> parse(String name, String id, byte[] typedKey) {
    if (typedKey.length == 0 || typedKey[0] != ED25519) {
      return refused("only Ed25519 keys (type 1) are known here");
    }
    if (!KeyName.hex(KeyName.id(name, typedKey)).equals(id)) {
      return refused(
          "the id `%s` does not belong to this name and key; it would be `%s`"
              .formatted(Shown.of(id), KeyName.hex(KeyName.id(name, typedKey))));
    }
    return switch (Ed25519.publicKey(Arrays.copyOfRange(typedKey, 1, typedKey.length))) {
      case Parsed.Refused<PublicKey>(String reason) -> refused(reason);
      case Parsed.Read<PublicKey>(PublicKey key) ->
          new Parsed.Read<>(new VerifierKey(name, typedKey, key));
    };
  }

  private static Parsed<VerifierKey> refused(String reason) {
    return new Parsed.Refused<>("verifier key: " + reason);
  }

  public String name() {
    return name;
  }

  /// The four bytes that a signature line carries to point at this key.
  public int id() {
    return id;
  }

  boolean owns(NoteSignature signature) {
    return signature.keyId() == id && signature.name().equals(name);
  }

  boolean verifies(byte[] message, NoteSignature signature) {
    return Ed25519.verifies(key, message, signature.bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && Arrays.equals(typedKey, that.typedKey);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(typedKey);
  }

  /// The vkey.
  @Override
  public String toString() {
    return "%s+%s+%s"
        .formatted(name, KeyName.hex(id), Base64.getEncoder().encodeToString(typedKey));
  }
}
