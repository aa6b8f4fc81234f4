package dev.obstat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownTest {
  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "x\u001b[2J, x<U+001B>[2J",
    "a\u202eb, a<U+202E>b",
    "a\u2066b, a<U+2066>b",
    "a\u200bb, a<U+200B>b",
    "a\u2028b, a<U+2028>b",
    "a\u009bb, a<U+009B>b",
    "a\ue000b, a<U+E000>b",
    "a\ud800b, a<U+D800>b",
    "a\udb40\udc41b, a<U+E0041>b",
  })
  void whatATerminalWouldObeyIsShownAsItsCodePoint(String text, String shown) {
    assertThat(Shown.safely(text)).isEqualTo(shown);
  }

  @Test
  void aLineBreakCannotBeginALineOfItsOwn() {
    assertThat(Shown.safely("a\r\nobstat: approved"))
        .isEqualTo("a<U+000D><U+000A>obstat: approved");
  }

  @Test
  void textForPeopleStaysAsItIs() {
    String text = "Größe: 東京 arn:aws:s3:::reports/* 🚀 «x» e\u0301";
    assertThat(Shown.safely(text)).isEqualTo(text);
  }

  @Test
  void momentsAreShownToTheSecondInUtc() {
    assertThat(Shown.moment("2026-11-23T06:48:00.123456789Z")).isEqualTo("2026-11-23T06:48:00Z");
    assertThat(Shown.moment("2026-11-23T07:48:00+01:00")).isEqualTo("2026-11-23T06:48:00Z");
    assertThat(Shown.moment("later\u001b[1m")).isEqualTo("later<U+001B>[1m");
  }
}
