package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.decode.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 under the installation's key, with a label of its own so that no other use of the
/// key gives the same.
final class SecretFingerprint implements Fingerprint {
  private static final byte[] PURPOSE =
      "obstat parameter fingerprint v1:".getBytes(StandardCharsets.UTF_8);
  private final SecretKeySpec key;

  SecretFingerprint(byte[] installationKey) {
    this.key = new SecretKeySpec(installationKey, "HmacSHA256");
  }

  @Override
  public String of(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(PURPOSE);
      return HexFormat.of().formatHex(mac.doFinal(secret));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
