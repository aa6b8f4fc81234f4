package dev.obstat.gateways.aws.sign;

/// Where the real credentials come from. Asked for every request that goes out; who answers renews
/// and caches.
public interface UpstreamCredentials {

  Answer current();

  sealed interface Answer {
    record Found(RealKeys keys) implements Answer {}

    /// @param reason for the operator: where was looked, and what to set
    record Missing(String reason) implements Answer {}
  }
}
