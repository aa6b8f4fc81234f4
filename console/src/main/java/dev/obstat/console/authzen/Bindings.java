package dev.obstat.console.authzen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Binds an access request to the denial that it answers, without keeping anything: the action's
/// digest, whose enforcement point was told, and until when, sealed under the installation's key.
final class Bindings {
  static final Duration LIFE = Duration.ofMinutes(15);

  private final SecretKeySpec key;

  Bindings(byte[] installationKey) {
    this.key = new SecretKeySpec(installationKey, "HmacSHA256");
  }

  /// What a token says.
  sealed interface Answer {

    record Bound() implements Answer {}

    record Expired() implements Answer {}

    record NotBound() implements Answer {}
  }

  String token(String digest, String caller, Instant expires) {
    return expires.getEpochSecond() + "." + seal(digest, caller, expires.getEpochSecond());
  }

  Answer check(String token, String digest, String caller, Instant now) {
    int dot = token.indexOf('.');
    if (dot < 1 || token.length() > 200 || !token.substring(0, dot).matches("\\d{1,12}")) {
      return new Answer.NotBound();
    }
    long expires = Long.parseLong(token.substring(0, dot));
    boolean ours =
        MessageDigest.isEqual(
            token.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
            seal(digest, caller, expires).getBytes(StandardCharsets.UTF_8));
    if (!ours) {
      return new Answer.NotBound();
    }
    return now.getEpochSecond() < expires ? new Answer.Bound() : new Answer.Expired();
  }

  private String seal(String digest, String caller, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = "authzen-denial.1\n" + digest + "\n" + expires + "\n" + caller;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
