package dev.obstat.gateways.aws.request;

/// Thrown inside this gateway where input cannot be read; the message says what and where, in words
/// for the client. Identifying and decoding turn it into a refusal, so it never reaches a caller.
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 80;

  public Malformed(String message) {
    super(message, null, false, false);
  }

  /// Puts input into backticks, cut and with everything that is not plain text made visible.
  public static String quoted(String input) {
    StringBuilder shown = new StringBuilder("`");
    String cut = input.length() > MOST_SHOWN ? input.substring(0, MOST_SHOWN) : input;
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '`') {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    return shown.append(input.length() > MOST_SHOWN ? "…`" : "`").toString();
  }

  /// The message; never null.
  public String why() {
    return String.valueOf(getMessage());
  }
}
