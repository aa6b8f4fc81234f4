package dev.obstat.console;

import dev.obstat.core.session.Session;

/// What an agent needs to act in its session.
public interface SessionAccess {

  /// @param endpoint where its AWS requests go
  /// @param region the region that its clients are set to
  record Aws(String endpoint, String region, String accessKeyId, String secretAccessKey) {}

  Aws aws(Session session);
}
