package dev.obstat.core.session;

import java.time.Instant;

/// A tunnel of a session to a listed host: bytes go through unread, so that they went and how many
/// is all that is known.
///
/// @param id unique, starts with `t-`
/// @param to the host with its port, as it is listed
public record Tunnel(String id, String session, String to, Instant opened, State state) {

  /// How far it is.
  public sealed interface State {

    record Open() implements State {}

    /// @param sent bytes that the agent sent
    /// @param received bytes that came back
    record Closed(long sent, long received, Instant at) implements State {}

    /// Obstat stopped while it was open: nobody knows how much went through.
    record Lost(Instant at) implements State {}
  }

  public Tunnel with(State now) {
    return new Tunnel(id, session, to, opened, now);
  }
}
