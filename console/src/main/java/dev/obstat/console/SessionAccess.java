package dev.obstat.console;

import dev.obstat.core.session.Session;

/// What an agent needs to act in its session.
public interface SessionAccess {

  /// @param endpoint where its AWS requests go
  /// @param region the region that its clients are set to
  record Aws(
      String endpoint, String region, String accessKeyId, String secretAccessKey, Proxy proxy) {}

  /// The other way in.
  ///
  /// @param password shown to the proxy, with the access key id, for hosts outside of AWS
  /// @param certificateAuthority what its clients have to trust, as PEM
  record Proxy(String address, String password, String certificateAuthority) {}

  Aws aws(Session session);
}
