package dev.obstat.cedar;

/// A place in a policy file. Line and column count from 1; a column is one Unicode code point.
public record Position(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
