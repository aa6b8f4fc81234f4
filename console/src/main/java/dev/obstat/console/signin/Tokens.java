package dev.obstat.console.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Personal tokens: `obst.` person `.` expiry in seconds since 1970 `.` HMAC-SHA256 of both under
/// the installation's key; person and HMAC in base64url. Nothing is stored; a new installation key
/// voids all.
public final class Tokens {
  private static final String PREFIX = "obst";
  private static final int LONGEST = 1024;

  private final SecretKeySpec key;

  /// @param installationKey at least 32 bytes
  public Tokens(byte[] installationKey) {
    if (installationKey.length < 32) {
      throw new IllegalArgumentException("the installation key is shorter than 32 bytes");
    }
    this.key = new SecretKeySpec(installationKey, "HmacSHA256");
  }

  public String issue(String person, Instant expires) {
    String claim = claim(person, expires.getEpochSecond());
    return claim + "." + text(seal(claim));
  }

  /// The person whose token it is; nobody when it is forged, broken or over.
  public Optional<String> person(String token, Instant now) {
    int end = token.lastIndexOf('.');
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 4 || !parts[0].equals(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] given = Base64.getUrlDecoder().decode(parts[3]);
      boolean ours = MessageDigest.isEqual(given, seal(token.substring(0, end)));
      if (!ours || now.getEpochSecond() >= Long.parseLong(parts[2])) {
        return Optional.empty();
      }
      return Optional.of(
          new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String claim(String person, long expires) {
    return PREFIX + "." + text(person.getBytes(StandardCharsets.UTF_8)) + "." + expires;
  }

  private byte[] seal(String claim) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(("personal-token\n" + claim).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
