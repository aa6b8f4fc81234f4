package dev.obstat.notices;

import java.time.Instant;
import java.util.List;

/// What people are told, in no format yet. All texts are one line each and plain: nothing in them
/// is obeyed by a terminal or reader.
///
/// @param id the same for every try, so that a receiver can tell a second copy
/// @param kind the occasion's word
/// @param subject id of the review, halt, freeze or incident
/// @param raised when it happened
/// @param title in a few words
/// @param lines what more there is to say
/// @param link to where it is decided
/// @param call what the link is for
public record Message(
    String id,
    String kind,
    String subject,
    Instant raised,
    String title,
    List<String> lines,
    String link,
    String call) {

  public Message {
    lines = List.copyOf(lines);
  }
}
