package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import java.util.Set;

/// An account that actions may take effect in.
///
/// @param number twelve digits
/// @param role what acts there, as it stands in digests and facts
/// @param regions those that may be acted in; empty for all
/// @param credentials the server's own, which there must be before anything is decided
/// @param keys what a dispatched action goes out with
public record Account(
    String number,
    String role,
    Set<String> regions,
    Upstreams upstreams,
    UpstreamCredentials credentials,
    ActionKeys keys) {
  public Account {
    regions = Set.copyOf(regions);
  }

  /// One whose credentials are used as they are, in these regions.
  public static Account of(
      String number,
      String role,
      Upstreams upstreams,
      UpstreamCredentials credentials,
      Set<String> regions) {
    return new Account(
        number, role, regions, upstreams, credentials, new ActionKeys.ServersOwn(credentials));
  }
}
