package dev.obstat.core.session;

/// How fast an agent acts, over all its sessions: what went out lately, not counting what goes out
/// at this very moment beside it.
///
/// @param minute actions within the last minute
/// @param changes those that change or harm something, within the last ten minutes
public record Pace(long minute, long changes) {
  public static final Pace NONE = new Pace(0, 0);

  /// Nothing is counted beyond: this many means at least so many.
  public static final int MOST = 1_000;

  /// In seconds.
  public static final int MINUTE = 60;

  /// In seconds.
  public static final int TEN_MINUTES = 600;
}
