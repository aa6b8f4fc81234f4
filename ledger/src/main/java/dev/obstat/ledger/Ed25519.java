package dev.obstat.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Ed25519 (RFC 8032) of the JDK over raw keys: 32 bytes public, 32 bytes seed, 64 bytes signature.
final class Ed25519 {
  static final int KEY_LENGTH = 32;

  /// What X.509 puts before the 32 bytes of an Ed25519 public key (RFC 8410 §4).
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final String NAME = "Ed25519";

  private Ed25519() {}

  /// Refuses bytes that are no point of the curve.
  static Parsed<PublicKey> publicKey(byte[] raw) {
    if (raw.length != KEY_LENGTH) {
      return new Parsed.Refused<>(
          "an Ed25519 public key has 32 bytes, not %d".formatted(raw.length));
    }
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_LENGTH);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_LENGTH);
    try {
      PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
      // The JDK looks at the point only now.
      Signature.getInstance(NAME).initVerify(key);
      return new Parsed.Read<>(key);
    } catch (GeneralSecurityException _) {
      return new Parsed.Refused<>("the public key is not a point of Ed25519");
    }
  }

  static PrivateKey privateKey(byte[] seed) {
    try {
      return KeyFactory.getInstance(NAME)
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new LedgerException("this Java cannot make an Ed25519 key", e);
    }
  }

  /// The 32 bytes of the public key of a seed.
  ///
  /// The JDK derives public keys only while generating pairs, so it is given the seed as its random
  /// bytes. Whether that worked is seen in the private key, and refused otherwise.
  static byte[] publicKeyOf(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
      var pair = generator.generateKeyPair();
      if (!Arrays.equals(pair.getPrivate().getEncoded(), privateKey(seed).getEncoded())) {
        throw new LedgerException("this Java does not derive Ed25519 keys from a given seed");
      }
      byte[] encoded = pair.getPublic().getEncoded();
      return Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
    } catch (GeneralSecurityException e) {
      throw new LedgerException("this Java cannot make an Ed25519 key", e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new LedgerException("signing with Ed25519 failed", e);
    }
  }

  static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      // The JDK throws for signatures of a wrong length or with numbers out of range.
      return false;
    }
  }

  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
    }
  }
}
