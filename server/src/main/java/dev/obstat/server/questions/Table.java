package dev.obstat.server.questions;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Columns as wide as what stands in them; all but the first and the last are numbers, to the
/// right.
final class Table {
  private static final String BETWEEN = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintWriter out) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        String gap = " ".repeat(widths[column] - cell.length());
        boolean left = column == 0 || column == columns - 1;
        line.append(column == 0 ? "" : BETWEEN).append(left ? cell + gap : gap + cell);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
