package dev.obstat.core.session;

/// What a session has used up so far.
///
/// @param dispatched actions that went out
/// @param held actions that opened or joined a review
/// @param refused actions that were denied
/// @param destroyed targets removed or with data lost, of dispatched actions that did not certainly
///   fail
public record SessionUse(long dispatched, long held, long refused, long destroyed) {
  public static final SessionUse NONE = new SessionUse(0, 0, 0, 0);
}
