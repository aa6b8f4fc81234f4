package dev.obstat.demo.picture;

import java.time.Duration;

/// Something that happened while availability was measured, this long after the start.
public record Mark(Duration at, Kind kind, String label) {

  /// What sort of event it is.
  public enum Kind {
    /// Something was deleted.
    HARM,
    /// Something was made or written.
    CHANGE,
    /// A command was held, rejected or denied.
    STOPPED
  }
}
