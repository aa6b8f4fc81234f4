package dev.obstat.core.session;

import java.util.List;

/// Tunnels as the facts so far say.
public interface Tunnels {

  /// Those that are open, in the order in which they were opened.
  List<Tunnel> open();

  /// The latest ones of a session, newest first.
  ///
  /// @param most how many at most
  List<Tunnel> ofSession(String session, int most);
}
