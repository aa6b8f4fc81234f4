package dev.obstat.cedar;

import java.util.List;

/// Something wrong with policy text.
///
/// @param message what is wrong, in lower case, with the user's own text in backticks
/// @param expected what could stand at this place instead; empty when the place is not the trouble
public record Problem(Position position, String message, List<String> expected) {
  public Problem {
    expected = List.copyOf(expected);
  }

  /// `file:line:column: message`, the form that editors and terminals make clickable.
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
