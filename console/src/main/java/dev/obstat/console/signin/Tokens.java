package dev.obstat.console.signin;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.desk.CredentialDesk;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Personal tokens as programs show them: `obst.` id `.` HMAC-SHA256 of the id under the
/// installation's key, in base64url. What a token is good for, and whether it still is, the record
/// says; its secret is stored nowhere. A new installation key voids all.
public final class Tokens {
  private static final String PREFIX = "obst";
  private static final int LONGEST = 128;

  private final SecretKeySpec key;
  private final CredentialDesk desk;

  /// @param installationKey at least 32 bytes
  public Tokens(byte[] installationKey, CredentialDesk desk) {
    if (installationKey.length < 32) {
      throw new IllegalArgumentException("the installation key is shorter than 32 bytes");
    }
    this.key = new SecretKeySpec(installationKey, "HmacSHA256");
    this.desk = desk;
  }

  public String text(AccessToken token) {
    return PREFIX + "." + token.id() + "." + seal(token.id());
  }

  /// The token; nothing when it is forged, broken, revoked or over. Nothing is read for one that is
  /// not of this installation.
  public Optional<AccessToken> of(String text) {
    String[] parts = text.split("\\.", -1);
    if (text.length() > LONGEST || parts.length != 3 || !parts[0].equals(PREFIX)) {
      return Optional.empty();
    }
    boolean ours =
        MessageDigest.isEqual(
            parts[2].getBytes(StandardCharsets.UTF_8),
            seal(parts[1]).getBytes(StandardCharsets.UTF_8));
    return ours ? desk.token(parts[1]) : Optional.empty();
  }

  private String seal(String id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] seal = mac.doFinal(("personal-token.2\n" + id).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
