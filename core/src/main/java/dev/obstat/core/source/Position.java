package dev.obstat.core.source;

/// A place in a file that people write.
///
/// @param file as the reader of the message knows it
/// @param line counted from 1; 0 for the file as a whole
/// @param column counted from 1 in code points; 0 for the line as a whole
public record Position(String file, int line, int column) {

  /// The file as a whole.
  public static Position whole(String file) {
    return new Position(file, 0, 0);
  }

  /// `file:line:column`, the form that editors and terminals make clickable.
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
