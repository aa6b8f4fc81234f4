package dev.obstat.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:::cost-reports-eu",
        "Größe der Übersicht",
        "отчёт за март",
        "日本語の名前",
        "reports-отчёт",
        "naïve café",
        "COST-2191: fix it, 100% (now)!",
        "👍"
      })
  @DisplayName("ordinary text of any language is as it looks")
  void ordinaryText(String text) {
    assertThat(Shown.of(text).isOdd()).isFalse();
    assertThat(Shown.of(text).plain()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "202E", "202A", "2066", "2069", "200B", "200D", "200E", "FEFF", "00AD", "0007", "001B", "009B",
    "007F", "2028", "2029", "00A0", "2003", "3000", "E0041", "E0100", "FE0F", "034F", "3164",
        "2800",
    "180E", "E000", "FFFF", "061C", "0085"
  })
  @DisplayName("what is not seen is written out")
  void hiddenCharacters(String code) {
    int c = Integer.parseInt(code, 16);
    Shown shown = Shown.of("a" + Character.toString(c) + "b");
    assertThat(shown.isOdd()).isTrue();
    assertThat(shown.plain()).isEqualTo("a⟨U+" + code + "⟩b");
  }

  @Test
  void aLetterOfAnotherScriptInALatinWordIsMarked() {
    Shown shown = Shown.of("p\u0430ypal");
    assertThat(shown.pieces()).hasSize(3);
    assertThat(shown.pieces().get(1))
        .isEqualTo(
            new Shown.Piece("\u0430", "U+0430, Cyrillic letter that looks like a Latin one"));
  }

  @Test
  void aWordOfLookAlikesAloneIsMarked() {
    assertThat(Shown.of("\u0441\u043E\u0440").isOdd()).isTrue();
    assertThat(Shown.of("\u0391\u0392\u0395").isOdd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFF41dmin", "\uD835\uDC1Admin", "a\u2024b", "\u2170"})
  @DisplayName("another form of an ASCII character is marked")
  void otherForms(String text) {
    assertThat(Shown.of(text).isOdd()).isTrue();
  }

  @Test
  void lettersFromRightToLeftAreMarkedBecauseTheyReorderTheirNeighbours() {
    assertThat(Shown.of("bucket-\u05D0\u05D1").isOdd()).isTrue();
  }

  @Test
  void marksOnTopOfMarksAreWrittenOut() {
    assertThat(Shown.of("e\u0301").isOdd()).isFalse();
    assertThat(Shown.of("e\u0301\u0302\u0303\u0304").plain())
        .isEqualTo("e\u0301\u0302⟨U+0303⟩⟨U+0304⟩");
  }

  @Test
  void halfASurrogatePairIsWrittenOut() {
    assertThat(Shown.of("a\uD83D").plain()).isEqualTo("a⟨U+D83D⟩");
  }

  @Test
  void whatIsTooLongIsCutAndSaysSo() {
    Shown shown = Shown.of("x".repeat(50), 10);
    assertThat(shown.left()).isEqualTo(40);
    assertThat(shown.plain()).isEqualTo("xxxxxxxxxx… (40 more characters)");
    assertThat(Shown.of("123456789\uD83D\uDC4D", 10).plain())
        .isEqualTo("123456789… (2 more characters)");
  }
}
