package dev.obstat.cedar;

import java.util.stream.IntStream;

/// Matches text against a [Pattern], code point by code point, in time of at most text times
/// pattern and without recursion.
final class LikeMatcher {
  private static final int WILDCARD = -1;

  private final int[] pattern;

  LikeMatcher(Pattern pattern) {
    this.pattern =
        pattern.elements().stream()
            .flatMapToInt(
                element ->
                    switch (element) {
                      case Pattern.Literal literal -> literal.text().codePoints();
                      case Pattern.Wildcard wildcard -> IntStream.of(WILDCARD);
                    })
            .toArray();
  }

  boolean matches(String text) {
    int at = 0;
    int index = 0;
    int lastWildcard = -1;
    int retry = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (index < pattern.length && pattern[index] == WILDCARD) {
        lastWildcard = index++;
        retry = at;
      } else if (index < pattern.length && pattern[index] == point) {
        index++;
        at += Character.charCount(point);
      } else if (lastWildcard >= 0) {
        index = lastWildcard + 1;
        retry += Character.charCount(text.codePointAt(retry));
        at = retry;
      } else {
        return false;
      }
    }
    while (index < pattern.length && pattern[index] == WILDCARD) {
      index++;
    }
    return index == pattern.length;
  }
}
