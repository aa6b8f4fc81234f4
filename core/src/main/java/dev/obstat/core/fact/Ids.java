package dev.obstat.core.fact;

import java.security.SecureRandom;

/// Makes ids: a letter that says of what, and 80 random bits in Crockford's base 32.
public final class Ids {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private final SecureRandom random;

  public Ids(SecureRandom random) {
    this.random = random;
  }

  /// @param kind `s` session, `r` review, `g` grant, `d` dispatch, `h` halt, `f` freeze, `i`
  ///   incident, `k` passkey, `t` token
  public String next(char kind) {
    StringBuilder id = new StringBuilder(18).append(kind).append('-');
    for (int i = 0; i < 16; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return id.toString();
  }
}
