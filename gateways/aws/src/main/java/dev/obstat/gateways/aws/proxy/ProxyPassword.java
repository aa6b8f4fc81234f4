package dev.obstat.gateways.aws.proxy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a session's clients show to the proxy for a tunnel. Derived from the session's secret and
/// good for nothing else, because proxies are told passwords in the clear.
public final class ProxyPassword {
  private static final String PURPOSE = "obstat proxy";

  private ProxyPassword() {}

  /// @param secret the secret access key of a session
  public static String of(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] full = mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(full, 0, 16);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }
}
