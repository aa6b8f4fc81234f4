package dev.obstat.console.page;

import java.util.List;
import java.util.stream.Collectors;

/// Text that somebody else wrote, made fit to be looked at: nothing in it is obeyed, and what would
/// not be seen, or be taken for something else, is a piece of its own that says what it is. Every
/// text on a page that is not the page's own goes through here; HTML is escaped besides, where it
/// is written out.
///
/// @param pieces in their order; together all of the text, or its beginning
/// @param left characters that are left out at the end because the text is too long; 0 for none
public record Shown(List<Piece> pieces, int left) {
  /// Longest text shown whole, in characters.
  public static final int LONGEST = 2_000;

  public Shown {
    pieces = List.copyOf(pieces);
  }

  /// A part of the text.
  ///
  /// @param text what is written out
  /// @param oddity what is odd about it, for people; empty for what is as it looks
  public record Piece(String text, String oddity) {
    public boolean isOdd() {
      return !oddity.isEmpty();
    }
  }

  public static Shown of(String text) {
    return of(text, LONGEST);
  }

  /// @param most longest text shown whole, in characters
  public static Shown of(String text, int most) {
    if (text.length() <= most) {
      return new Shown(Reveal.pieces(text), 0);
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return new Shown(Reveal.pieces(text.substring(0, end)), text.length() - end);
  }

  /// Whether anything in it is not as it looks.
  public boolean isOdd() {
    return pieces.stream().anyMatch(Piece::isOdd);
  }

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// As plain text, oddities still visible, for places that have no markup: titles, pictures.
  public String plain() {
    String text = pieces.stream().map(Piece::text).collect(Collectors.joining());
    return left == 0 ? text : text + "… (" + left + " more characters)";
  }

  @Override
  public String toString() {
    return plain();
  }
}
