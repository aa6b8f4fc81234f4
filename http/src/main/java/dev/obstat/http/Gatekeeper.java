package dev.obstat.http;

import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/// Says what becomes of a CONNECT. Called on the connection's own thread; may block.
@FunctionalInterface
public interface Gatekeeper {
  Answer connect(ConnectRequest request);

  /// What becomes of one.
  sealed interface Answer {

    /// This server answers in that host's place, over TLS: the requests inside go to its handler.
    record Answered() implements Answer {}

    /// The bytes go through unread.
    ///
    /// @param to already resolved, so that the name cannot come to mean another place
    /// @param open asked every few seconds; when it says no, the tunnel is cut
    /// @param ended called once, when the tunnel has ended or did not come to be
    record Passed(InetSocketAddress to, BooleanSupplier open, Runnable ended) implements Answer {}

    record Refused(Refusal refusal) implements Answer {}

    /// The client has to say who it is, with `Proxy-Authorization: Basic`.
    record Challenged(String why) implements Answer {}
  }
}
