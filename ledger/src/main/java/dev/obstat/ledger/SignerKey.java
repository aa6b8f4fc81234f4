package dev.obstat.ledger;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// A key that signs notes: a name with an Ed25519 seed. Its text form is that of Go's note package,
/// `PRIVATE+KEY+name+<key id in hex>+<base64 of type and seed>`.
///
/// Neither [#toString] nor any refusal shows the seed.
public final class SignerKey {
  private static final String PREFIX = "PRIVATE+KEY+";
  private static final int TEXT_LIMIT = 1_024;

  private final VerifierKey verifier;
  private final byte[] seed;
  private final PrivateKey key;

  private SignerKey(String name, byte[] seed) {
    this.verifier = VerifierKey.of(name, Ed25519.publicKeyOf(seed));
    this.seed = seed;
    this.key = Ed25519.privateKey(seed);
  }

  /// A new key; the name of a log's key is the log's origin.
  public static SignerKey generate(String name, SecureRandom random) {
    KeyName.refusal(name)
        .ifPresent(
            reason -> {
              throw new LedgerException(reason);
            });
    byte[] seed = new byte[Ed25519.KEY_LENGTH];
    random.nextBytes(seed);
    return new SignerKey(name, seed);
  }

  /// Reads what [#secretText] wrote.
  public static Parsed<SignerKey> parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() > TEXT_LIMIT) {
      return refused("it must start with `PRIVATE+KEY+` and be short");
    }
    String[] parts = text.substring(PREFIX.length()).split("\\+", 3);
    if (parts.length != 3) {
      return refused("it must be `PRIVATE+KEY+name+id+key`");
    }
    Optional<String> badName = KeyName.refusal(parts[0]);
    if (badName.isPresent()) {
      return refused(badName.get());
    }
    return switch (StrictBase64.decode(parts[2])) {
      // The reason would quote the secret.
      case Parsed.Refused<byte[]>(String _) -> refused("its last part is not base64");
      case Parsed.Read<byte[]>(byte[] typedSeed) -> parse(parts[0], parts[1], typedSeed);
    };
  }

  private static Parsed<SignerKey> parse(String name, String id, byte[] typedSeed) {
    if (typedSeed.length != 1 + Ed25519.KEY_LENGTH || typedSeed[0] != VerifierKey.ED25519) {
      return refused("only Ed25519 keys (type 1, 32 bytes) are known here");
    }
    SignerKey signer = new SignerKey(name, Arrays.copyOfRange(typedSeed, 1, typedSeed.length));
    if (!KeyName.hex(signer.verifier.id()).equals(id)) {
      return refused("the id `%s` does not belong to this name and key".formatted(Shown.of(id)));
    }
    return new Parsed.Read<>(signer);
  }

  private static Parsed<SignerKey> refused(String reason) {
    return new Parsed.Refused<>("private key: " + reason);
  }

  /// The public half, which auditors get.
  public VerifierKey verifier() {
    return verifier;
  }

  /// The secret itself, for a file that only its owner can read.
  public String secretText() {
    byte[] typedSeed = new byte[1 + seed.length];
    typedSeed[0] = VerifierKey.ED25519;
    System.arraycopy(seed, 0, typedSeed, 1, seed.length);
    return "%s%s+%s+%s"
        .formatted(
            PREFIX,
            verifier.name(),
            KeyName.hex(verifier.id()),
            Base64.getEncoder().encodeToString(typedSeed));
  }

  NoteSignature sign(String text) {
    return new NoteSignature(
        verifier.name(), verifier.id(), Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "private key of " + verifier;
  }
}
