package dev.obstat.cedar;

/// The name of an entity: a type such as `Obstat::Resource` and an id of any characters.
public record EntityUid(String type, String id) {
  public EntityUid {
    if (!isTypeName(type)) {
      throw new IllegalArgumentException(
          Shown.of(type) + " is not an entity type: write identifiers joined by `::`");
    }
  }

  /// Whether the text is identifiers joined by `::`.
  static boolean isTypeName(String type) {
    int length = type.length();
    int index = 0;
    while (index < length && Lexer.isWordStart(type.charAt(index))) {
      while (index < length
          && (Lexer.isWordStart(type.charAt(index)) || Lexer.isDigit(type.charAt(index)))) {
        index++;
      }
      if (index == length) {
        return true;
      }
      if (!type.startsWith("::", index)) {
        return false;
      }
      index += 2;
    }
    return false;
  }

  /// The uid as policy text.
  @Override
  public String toString() {
    return type + "::" + Shown.literal(id);
  }
}
