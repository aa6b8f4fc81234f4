package dev.obstat.core.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/// One touch of a passkey, with all that it takes to verify it again later: the authenticator
/// signed `authenticatorData` followed by the SHA-256 of `clientData`, and the challenge in
/// `clientData` is the SHA-256 of the statement.
///
/// @param passkey its id
/// @param statement what the person confirmed, with a number that is used once
/// @param clientData what the browser says it was for, in base64url
/// @param authenticatorData what the authenticator says of itself, in base64url
/// @param signature in base64url
/// @param count how often the passkey has signed
public record Touch(
    String passkey,
    String person,
    String statement,
    String clientData,
    String authenticatorData,
    String signature,
    long count,
    Instant at) {

  /// The challenge that stands for a statement.
  public static byte[] challenge(String statement) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(statement.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// The same as browsers write it.
  public static String challengeText(String statement) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge(statement));
  }
}
