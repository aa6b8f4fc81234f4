package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.sign.Channel;
import java.time.Duration;
import java.util.Set;

/// What the AWS gateway is told by the configuration.
///
/// @param reviewAddress what a review's address begins with, without a slash at the end
/// @param channel what protects the bytes between clients and the gateway where TLS does not
/// @param ownHosts names by which clients call the gateway, lower case, without ports
/// @param patience how long a held request waits for its review; zero for not at all
/// @param mostBuffered largest body in bytes that is taken into memory to be read or hashed
public record GatewaySettings(
    String reviewAddress,
    Channel channel,
    Set<String> ownHosts,
    Duration patience,
    int mostBuffered) {

  /// Largest body that is buffered unless the configuration says otherwise.
  public static final int USUAL_BUFFER = 8 * 1024 * 1024;

  public GatewaySettings {
    ownHosts = Set.copyOf(ownHosts);
  }
}
