package dev.obstat.gateways.aws.identify;

import java.util.Optional;
import java.util.Set;

/// The bucket that an S3 request names in its host and not in its path.
public final class VirtualHost {
  private VirtualHost() {}

  /// The bucket, or an access point's ARN; empty when the bucket is in the path.
  ///
  /// @param host as received, with its port if it had one
  /// @param ownHosts as given to [Identifier]
  public static Optional<String> bucket(String host, Set<String> ownHosts) {
    return switch (S3Address.of(host, ownHosts)) {
      case S3Address.InHost inHost -> Optional.of(inHost.bucket());
      case S3Address.InPath _,
          S3Address.DirectoryControl _,
          S3Address.AccountControl _,
          S3Address.Unknown _ ->
          Optional.empty();
    };
  }
}
