package dev.obstat.demo.environment;

import java.util.ArrayList;
import java.util.List;

/// One customer's costs of one month, as the CSV object that is kept for it. Amounts are in cents.
///
/// The total is stored as it was computed by whoever wrote the report, so it can be wrong.
public record CostReport(String customer, String month, List<Line> lines, long total) {
  private static final String HEADER = "service,hours,amount_cents";

  /// What one cloud service cost.
  public record Line(String service, long hours, long amount) {}

  public CostReport {
    lines = List.copyOf(lines);
  }

  /// What the total should be.
  public long sum() {
    return lines.stream().mapToLong(Line::amount).sum();
  }

  public boolean totalIsRight() {
    return total == sum();
  }

  public CostReport corrected() {
    return new CostReport(customer, month, lines, sum());
  }

  public String csv() {
    StringBuilder text = new StringBuilder(512);
    text.append("customer,").append(customer).append(',').append(month).append('\n');
    text.append(HEADER).append('\n');
    for (Line line : lines) {
      text.append(line.service()).append(',').append(line.hours()).append(',');
      text.append(line.amount()).append('\n');
    }
    return text.append("total,,").append(total).append('\n').toString();
  }

  /// Reads what [#csv()] writes. Anything else is refused with its line number.
  public static CostReport parse(String csv) {
    List<String> rows = csv.lines().toList();
    if (rows.size() < 3) {
      throw new IllegalArgumentException("a report has at least 3 lines, this one " + rows.size());
    }
    List<String> head = fields(rows, 0, "customer,NAME,MONTH");
    if (!rows.get(1).equals(HEADER)) {
      throw bad(rows, 1, HEADER);
    }
    List<Line> lines = new ArrayList<>();
    for (int row = 2; row < rows.size() - 1; row++) {
      List<String> fields = fields(rows, row, HEADER);
      lines.add(
          new Line(
              fields.get(0), number(rows, row, fields.get(1)), number(rows, row, fields.get(2))));
    }
    int last = rows.size() - 1;
    List<String> total = fields(rows, last, "total,,CENTS");
    if (!total.get(0).equals("total")) {
      throw bad(rows, last, "total,,CENTS");
    }
    return new CostReport(head.get(1), head.get(2), lines, number(rows, last, total.get(2)));
  }

  private static List<String> fields(List<String> rows, int row, String expected) {
    List<String> fields = List.of(rows.get(row).split(",", -1));
    if (fields.size() != 3) {
      throw bad(rows, row, expected);
    }
    return fields;
  }

  private static long number(List<String> rows, int row, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw bad(rows, row, "a whole number where `" + text + "` stands");
    }
  }

  private static IllegalArgumentException bad(List<String> rows, int row, String expected) {
    return new IllegalArgumentException(
        "line " + (row + 1) + " of a report is `" + rows.get(row) + "`, expected " + expected);
  }
}
