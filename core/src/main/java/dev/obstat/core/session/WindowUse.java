package dev.obstat.core.session;

/// What an operator or an agent used up within a window, over all sessions: a new session resets
/// nothing.
///
/// @param held actions that opened or joined a review
/// @param refused actions that were denied
/// @param destroyed targets removed or with data lost, of dispatched actions that did not certainly
///   fail
public record WindowUse(long held, long refused, long destroyed) {
  public static final WindowUse NONE = new WindowUse(0, 0, 0);

  public WindowUse plus(WindowUse more) {
    return new WindowUse(held + more.held, refused + more.refused, destroyed + more.destroyed);
  }
}
