package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// Access keys for sessions. The secret follows from the installation's key and the access key id,
/// so that no secret is stored anywhere: whoever reads the database cannot sign.
public final class SessionKeys {

  /// AWS's own ids start with `AKIA` or `ASIA`, so the two cannot be taken for each other.
  public static final String PREFIX = "OBST";

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int RANDOM_CHARACTERS = 16;
  private static final int SECRET_BYTES = 30;
  private static final int SMALLEST_INSTALLATION_KEY = 32;
  private static final String PURPOSE = "obstat aws session secret v1:";

  private final byte[] installationKey;
  private final SecureRandom random;

  /// @param installationKey at least 32 secret bytes; another key makes all earlier secrets void
  public SessionKeys(byte[] installationKey, SecureRandom random) {
    if (installationKey.length < SMALLEST_INSTALLATION_KEY) {
      throw new IllegalArgumentException(
          "the installation key has "
              + installationKey.length
              + " bytes: it needs at least "
              + SMALLEST_INSTALLATION_KEY);
    }
    this.installationKey = Arrays.copyOf(installationKey, installationKey.length);
    this.random = random;
  }

  /// `OBST` and 16 random base32 characters: 80 bits.
  public String freshAccessKeyId() {
    StringBuilder id = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return id.toString();
  }

  /// 40 characters of base64url: 240 bits of an HMAC-SHA256. Whether a session with this id exists
  /// is not asked here.
  public String secretOf(String accessKeyId) {
    byte[] mac =
        Hashes.hmac(installationKey, (PURPOSE + accessKeyId).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, SECRET_BYTES));
  }
}
