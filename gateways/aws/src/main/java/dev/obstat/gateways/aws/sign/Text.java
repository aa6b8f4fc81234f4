package dev.obstat.gateways.aws.sign;

/// Text of the client's in our messages.
final class Text {

  private static final int LONGEST = 80;

  private Text() {}

  /// Bounded, and with anything but printable ASCII shown as `?`.
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 0x7f && c != '`' ? c : '?');
    }
    return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
  }

  static boolean isLowerHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
