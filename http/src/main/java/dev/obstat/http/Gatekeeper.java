package dev.obstat.http;

import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/// Says what becomes of a CONNECT. Called on the connection's own thread; may block.
@FunctionalInterface
public interface Gatekeeper {
  Answer connect(ConnectRequest request);

  /// Told once, when a tunnel has ended or did not come to be.
  @FunctionalInterface
  interface Ended {
    /// @param sent bytes that the client sent through it
    /// @param received bytes that came back to it
    void ended(long sent, long received);
  }

  /// What becomes of one.
  sealed interface Answer {

    /// This server answers in that host's place, over TLS: the requests inside go to its handler.
    record Answered() implements Answer {}

    /// The bytes go through unread.
    ///
    /// @param to already resolved, so that the name cannot come to mean another place
    /// @param open asked every few seconds; when it says no, the tunnel is cut
    record Passed(InetSocketAddress to, BooleanSupplier open, Ended ended) implements Answer {}

    record Refused(Refusal refusal) implements Answer {}

    /// The client has to say who it is, with `Proxy-Authorization: Basic`.
    record Challenged(String why) implements Answer {}
  }
}
