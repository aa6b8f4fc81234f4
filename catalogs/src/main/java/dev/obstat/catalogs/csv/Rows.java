package dev.obstat.catalogs.csv;

import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Cuts a text into rows and cells as RFC 4180 says: commas between, quotes around what has commas,
/// quotes or line ends, and a quote doubled inside of quotes. Empty rows and rows that begin with
/// `#` are left out.
final class Rows {
  private static final int MOST_ROWS = 100_000;

  private final String file;
  private final String text;
  private final Consumer<Problem> problems;
  private final List<Row> rows = new ArrayList<>();
  private List<Cell> cells = new ArrayList<>();
  private int line = 1;
  private int lineStart;
  private int at;

  Rows(String file, String text, Consumer<Problem> problems) {
    this.file = file;
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.problems = problems;
  }

  record Row(Position at, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  record Cell(Position at, String text) {}

  List<Row> rows() {
    while (at < text.length()) {
      if (cells.isEmpty() && text.charAt(at) == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        next();
        continue;
      }
      if (!cell()) {
        return rows;
      }
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        if (at == text.length()) {
          cells.add(new Cell(position(), ""));
        }
        continue;
      }
      end();
      if (rows.size() > MOST_ROWS) {
        problems.accept(
            new Problem(position(), "more than " + MOST_ROWS + " rows: split the file"));
        return rows;
      }
    }
    end();
    return rows;
  }

  private void end() {
    boolean isEmpty = cells.stream().allMatch(cell -> cell.text().isEmpty());
    if (!isEmpty) {
      rows.add(new Row(cells.getFirst().at(), cells));
    }
    cells = new ArrayList<>();
    next();
  }

  /// Steps over the end of a line.
  private void next() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
      line++;
      lineStart = at;
    }
  }

  /// @return whether it could be read
  private boolean cell() {
    Position begins = position();
    if (text.startsWith("\"", at)) {
      return quoted(begins);
    }
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\r' && !text.startsWith("\r\n", at)) {
      problems.accept(new Problem(position(), "a carriage return stands alone here: remove it"));
      return false;
    }
    cells.add(new Cell(begins, text.substring(start, at).strip()));
    return true;
  }

  private boolean quoted(Position begins) {
    StringBuilder cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      char letter = text.charAt(at++);
      if (letter != '"') {
        cell.append(letter);
        if (letter == '\n') {
          line++;
          lineStart = at;
        }
      } else if (text.startsWith("\"", at)) {
        cell.append('"');
        at++;
      } else {
        cells.add(new Cell(begins, cell.toString().strip()));
        if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
          problems.accept(
              new Problem(
                  position(), "after the closing quote comes a comma or the end of the line"));
          return false;
        }
        return true;
      }
    }
    problems.accept(new Problem(begins, "this quote is never closed"));
    return false;
  }

  private Position position() {
    return new Position(file, line, at - lineStart + 1);
  }
}
