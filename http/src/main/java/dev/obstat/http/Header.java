package dev.obstat.http;

/// One header field as it is on the wire: the name in its own case, the value without surrounding
/// blanks, every byte of it as one Latin-1 character. A name that is no token or a value with
/// control characters cannot be made, so neither request nor answer can be split by one.
public record Header(String name, String value) {
  public Header {
    if (!Syntax.isToken(name)) {
      throw new IllegalArgumentException("`%s` is not a header name".formatted(Syntax.shown(name)));
    }
    if (!Syntax.isFieldValue(value)) {
      throw new IllegalArgumentException(
          "the value of header `%s` contains a control or non-Latin-1 character".formatted(name));
    }
  }

  boolean named(String other) {
    return name.equalsIgnoreCase(other);
  }
}
