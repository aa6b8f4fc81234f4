package dev.obstat.bench;

import java.util.List;

/// Whole numbers from the command line.
final class Numbers {
  private final List<String> arguments;

  Numbers(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /// @throws IllegalArgumentException with a sentence when it is not a number of at least one
  int at(int place, int otherwise) {
    if (place >= arguments.size()) {
      return otherwise;
    }
    String text = arguments.get(place);
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException("`" + text + "` is not a number from 1 to 9999999");
    }
    return Integer.parseInt(text);
  }
}
