package dev.obstat.core.credential;

import java.time.Instant;

/// A key that a person has in hand, and that signs only when touched.
///
/// @param id unique, starts with `k-`
/// @param name what the person calls it
/// @param credential its own id, in base64url
/// @param publicKey as a COSE key, in base64url
/// @param model the authenticator's model (its AAGUID); zeros where it does not say
/// @param count how often it has signed, as it says itself; 0 for those that do not count
public record Passkey(
    String id,
    String person,
    String name,
    String credential,
    String publicKey,
    String model,
    long count,
    Instant enrolled) {

  /// Longest name, in characters.
  public static final int LONGEST_NAME = 60;

  public Passkey counted(long now) {
    return new Passkey(id, person, name, credential, publicKey, model, now, enrolled);
  }

  /// Whether that may be the count of its next touch. One that goes back is a copy of the key.
  public boolean mayCount(long next) {
    return next > count || (next == 0 && count == 0);
  }
}
