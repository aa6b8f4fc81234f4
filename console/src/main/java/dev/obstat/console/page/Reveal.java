package dev.obstat.console.page;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Takes a text apart into what is as it looks and what is not.
///
/// - Control characters (with the escape sequences of terminals), format characters (bidirectional
///   controls, zero width, tags), variation selectors, unassigned and private characters and blanks
///   other than the space are written as `⟨U+202E⟩`.
/// - A word that mixes Latin letters with letters of scripts that have look-alikes of them, or that
///   consists of such look-alikes alone, has its foreign letters marked. So have characters that
///   only are another form of an ASCII character (full width, mathematical).
/// - Right-to-left letters are marked, because they reorder what stands beside them.
/// - A third combining mark on one letter is written out, so that marks cannot cover other lines.
final class Reveal {
  /// Scripts with letters that look like Latin ones.
  private static final Set<Character.UnicodeScript> LOOK_ALIKE_SCRIPTS =
      EnumSet.of(
          Character.UnicodeScript.CYRILLIC,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.ARMENIAN,
          Character.UnicodeScript.CHEROKEE,
          Character.UnicodeScript.COPTIC,
          Character.UnicodeScript.LISU,
          Character.UnicodeScript.DESERET,
          Character.UnicodeScript.GEORGIAN);

  /// Letters that cannot be told from ASCII ones, after the Unicode confusables (UTS 39).
  private static final String TWINS =
      "асԁеһіјӏոоρрԛѕуѵԝхүАВСЕНІЈКМОРԚЅТУѴԜХΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιονυϲϳօսցհւлՕՍ";

  private static final int MOST_MARKS = 2;

  private final String text;
  private final List<Shown.Piece> pieces = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();

  private Reveal(String text) {
    this.text = text;
  }

  static List<Shown.Piece> pieces(String text) {
    Reveal reveal = new Reveal(text);
    reveal.take();
    return reveal.pieces;
  }

  private void take() {
    int at = 0;
    while (at < text.length()) {
      if (isWordLetter(text.codePointAt(at))) {
        int end = wordEnd(at);
        word(text.substring(at, end));
        at = end;
      } else {
        int c = text.codePointAt(at);
        single(c);
        at += Character.charCount(c);
      }
    }
    flush();
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && isWordLetter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /// Letters and marks; digits and punctuation end a word, or `reports-отчёт` would be one.
  private static boolean isWordLetter(int c) {
    return (Character.isLetter(c) || isMark(c)) && !isHidden(c);
  }

  private void word(String word) {
    boolean latin = word.codePoints().anyMatch(c -> script(c) == Character.UnicodeScript.LATIN);
    boolean allTwins = word.codePoints().allMatch(c -> TWINS.indexOf(c) >= 0);
    int marks = 0;
    for (int c : word.codePoints().toArray()) {
      marks = isMark(c) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        code(c, "a mark on top of others");
      } else if (asciiForm(c) >= 0) {
        odd(c, "another form of " + (char) asciiForm(c));
      } else if (allTwins || (latin && LOOK_ALIKE_SCRIPTS.contains(script(c)))) {
        odd(c, scriptName(c) + " letter that looks like a Latin one");
      } else if (isRightToLeft(c)) {
        odd(c, scriptName(c) + " letter, written from right to left");
      } else {
        plain.appendCodePoint(c);
      }
    }
  }

  private void single(int c) {
    if (isHidden(c)) {
      code(c, name(c));
    } else if (asciiForm(c) >= 0) {
      odd(c, "another form of " + (char) asciiForm(c));
    } else if (isRightToLeft(c)) {
      odd(c, "written from right to left");
    } else {
      plain.appendCodePoint(c);
    }
  }

  private void code(int c, String oddity) {
    flush();
    pieces.add(new Shown.Piece(String.format(Locale.ROOT, "⟨U+%04X⟩", c), oddity));
  }

  private void odd(int c, String oddity) {
    flush();
    String code = String.format(Locale.ROOT, "U+%04X, ", c);
    pieces.add(new Shown.Piece(Character.toString(c), code + oddity));
  }

  private void flush() {
    if (!plain.isEmpty()) {
      pieces.add(new Shown.Piece(plain.toString(), ""));
      plain.setLength(0);
    }
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> isBlank(c);
    };
  }

  /// Letters and marks of no width and no ink.
  private static boolean isBlank(int c) {
    return switch (c) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default -> (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || isMongolian(c);
    };
  }

  private static boolean isMongolian(int c) {
    return c >= 0x180B && c <= 0x180F;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isRightToLeft(int c) {
    byte direction = Character.getDirectionality(c);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
        || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
  }

  /// The one ASCII character that this is only another form of, or -1.
  private static int asciiForm(int c) {
    if (c < 0x80) {
      return -1;
    }
    String form = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    boolean ascii = form.length() == 1 && form.charAt(0) > ' ' && form.charAt(0) < 0x7f;
    return ascii ? form.charAt(0) : -1;
  }

  private static Character.UnicodeScript script(int c) {
    return Character.UnicodeScript.of(c);
  }

  private static String scriptName(int c) {
    String name = script(c).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String name(int c) {
    String name = Character.getName(c);
    return name == null ? "a character of no meaning" : name.toLowerCase(Locale.ROOT);
  }
}
