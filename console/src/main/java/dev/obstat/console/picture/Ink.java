package dev.obstat.console.picture;

/// What a colour stands for, with its value on light and on dark paper (RGB). Answered and
/// unanswered differ in hue and in lightness, so that they are told apart without colour too.
public enum Ink {
  PAPER(0xffffff, 0x14171c),
  TEXT(0x1b1f24, 0xe8eaed),
  MUTED(0x5a636e, 0xa3acb8),
  GRID(0xd8dde3, 0x353b44),
  ANSWERED(0x3b82c4, 0x4f9be0),
  UNANSWERED(0xf7d3c2, 0x6b2f1b),
  HARM(0xc2410c, 0xf97316),
  CHANGE(0x4b5563, 0x9aa4b2),
  STOPPED(0x6d28d9, 0xa78bfa),
  ON_MARK(0xffffff, 0x14171c);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  public int light() {
    return light;
  }

  public String lightHex() {
    return "#%06x".formatted(light);
  }

  public String darkHex() {
    return "#%06x".formatted(dark);
  }

  /// The name of the style class in SVG.
  public String style() {
    return switch (this) {
      case PAPER -> "paper";
      case TEXT -> "text";
      case MUTED -> "muted";
      case GRID -> "grid";
      case ANSWERED -> "answered";
      case UNANSWERED -> "unanswered";
      case HARM -> "harm";
      case CHANGE -> "change";
      case STOPPED -> "stopped";
      case ON_MARK -> "on-mark";
    };
  }
}
