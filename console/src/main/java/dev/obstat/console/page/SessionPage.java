package dev.obstat.console.page;

import java.util.List;

/// One session, and all that happened in it.
///
/// @param live whether it may still act, and so can be revoked
/// @param standing in words
public record SessionPage(
    Frame frame,
    String id,
    Shown agent,
    Shown operator,
    Shown openedBy,
    Shown intent,
    boolean live,
    String standing,
    String opened,
    String expires,
    String used,
    List<Step> steps) {

  public SessionPage {
    steps = List.copyOf(steps);
  }
}
