package dev.obstat.console.page;

import java.util.List;

/// What breaks, drawn: from what the action touches, through what needs it, to the people who lose
/// it. The same again as a table, for those who do not see pictures and for what does not fit.
///
/// @param drawings the same graph from left to right and, for narrow screens, from top to bottom
/// @param summary what the picture shows, in a sentence or two
/// @param rows each path, as a table
/// @param left paths that are not in the table because there are too many
/// @param hidden services that are in the table but not drawn
public record Picture(
    List<Drawing> drawings, String summary, List<Row> rows, int left, int hidden) {

  /// Nothing to draw.
  static final Picture NONE = new Picture(List.of(), "", List.of(), 0, 0);

  public Picture {
    drawings = List.copyOf(drawings);
    rows = List.copyOf(rows);
  }

  public boolean isEmpty() {
    return drawings.isEmpty();
  }

  /// One drawing, in its own units of about a pixel each.
  ///
  /// @param direction `wide` or `tall`
  public record Drawing(
      String direction, int width, int height, List<Box> boxes, List<Arrow> arrows, int band) {
    public Drawing {
      boxes = List.copyOf(boxes);
      arrows = List.copyOf(arrows);
    }

    /// Whether there is a band of what is not affected, from [#band()] down.
    public boolean hasBand() {
      return band > 0;
    }
  }

  /// One thing.
  ///
  /// @param state its style: `removed`, `down`, `degraded`, `lost`, `unknown`, `people`, `fine`
  /// @param lines of its name, one or two
  /// @param note what happens to it
  /// @param whole its whole name
  public record Box(
      int x,
      int y,
      int width,
      int height,
      String state,
      List<String> lines,
      String note,
      String whole) {
    public Box {
      lines = List.copyOf(lines);
    }

    public int textX() {
      return x + 10;
    }

    public int lineY(int line) {
      return y + 19 + 16 * line;
    }

    public int noteY() {
      return y + height - 9;
    }
  }

  /// From one thing to what needs it.
  ///
  /// @param path as SVG has it
  public record Arrow(String path, String state) {}

  /// One path of the table.
  public record Row(List<Shown> steps, String end) {
    public Row {
      steps = List.copyOf(steps);
    }
  }
}
