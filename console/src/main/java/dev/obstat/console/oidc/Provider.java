package dev.obstat.console.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A provider as the configuration has it.
///
/// @param name in addresses: lower-case letters, digits and `-`
/// @param title for people, on the button
/// @param issuer exactly as it names itself
/// @param clientSecret empty for a public client, which PKCE alone protects
/// @param scopes `openid` is always asked for
/// @param groupsClaim the claim with the groups that it knows the person in
/// @param groups groups of the catalog by the provider's names; others mean nothing here
/// @param personClaim the claim that is the person's name in the catalog; empty: only who is linked
///   by the configuration comes in
/// @param skew how far its clock may be from this one
public record Provider(
    String name,
    String title,
    String issuer,
    String clientId,
    Secret clientSecret,
    List<String> scopes,
    String groupsClaim,
    Map<String, Set<String>> groups,
    String personClaim,
    Duration skew) {
  public static final String GROUPS_CLAIM = "groups";
  public static final Duration SKEW = Duration.ofSeconds(60);
  public static final Duration MOST_SKEW = Duration.ofMinutes(5);

  public Provider {
    scopes = List.copyOf(scopes);
    groups = Map.copyOf(groups);
  }

  /// A text that does not print.
  public static final class Secret {
    public static final Secret NONE = new Secret("");

    private final String text;

    public Secret(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    public boolean isNone() {
      return text.isEmpty();
    }

    @Override
    public String toString() {
      return isNone() ? "none" : "a secret";
    }
  }

  /// Why an issuer cannot be one: what is sent there has to stay between the two, so it is `https`,
  /// except on this machine.
  public static Optional<String> whyNotAnIssuer(String issuer) {
    try {
      URI uri = URI.create(issuer);
      if (isSafe(uri) && uri.getQuery() == null && uri.getFragment() == null) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    return Optional.of(
        "an issuer looks like `https://login.example.com` (`http` only on this machine), not `"
            + issuer
            + "`");
  }

  /// Whether secrets may be sent there.
  static boolean isSafe(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getUserInfo() == null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme())
                && Set.of("127.0.0.1", "localhost", "[::1]").contains(host)));
  }
}
