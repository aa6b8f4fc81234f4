package dev.obstat.core.credential;

import java.time.Instant;
import java.util.Set;

/// A person came in.
///
/// @param manner how: `code` for a one-time code, otherwise the provider's name in the
///   configuration
/// @param issuer the provider, as it names itself; empty for a code
/// @param subject who it is to the provider, for good; empty for a code
/// @param groups groups of the catalog that the provider says they are in
public record SignIn(
    String person, String manner, String issuer, String subject, Set<String> groups, Instant at) {
  public static final String BY_CODE = "code";

  public SignIn {
    groups = Set.copyOf(groups);
  }

  public static SignIn byCode(String person, Instant at) {
    return new SignIn(person, BY_CODE, "", "", Set.of(), at);
  }
}
