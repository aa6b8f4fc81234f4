package dev.obstat.console.page;

import java.util.List;

/// The latest sessions, newest first.
public record SessionsPage(Frame frame, List<Row> sessions) {

  public SessionsPage {
    sessions = List.copyOf(sessions);
  }

  /// @param standing `live`, `closed`, `revoked`, `expired`
  public record Row(
      String id,
      Shown agent,
      Shown operator,
      Shown intent,
      String standing,
      String opened,
      String used) {}
}
