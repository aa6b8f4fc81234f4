package dev.obstat.console.picture;

import java.util.List;

/// What a picture is made of, in units of one pixel at normal size, from the top left corner. The
/// same shapes are written as SVG and painted as PNG.
public sealed interface Shape {
  /// Where the given point lies in a piece of text.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /// A place in a drawing; no shape of its own.
  record Point(double x, double y) {}

  record Box(double x, double y, double width, double height, Ink ink) implements Shape {}

  record Line(double x1, double y1, double x2, double y2, double width, boolean dashed, Ink ink)
      implements Shape {}

  record Disc(double x, double y, double radius, Ink ink) implements Shape {}

  /// A curve with two control points, and an arrow's head at its end.
  record Arrow(
      double x1,
      double y1,
      double cx1,
      double cy1,
      double cx2,
      double cy2,
      double x2,
      double y2,
      Ink ink)
      implements Shape {
    private static final double HEAD = 7;

    /// The corners of its head: a triangle that points where the curve comes from.
    List<Point> head() {
      double length = Math.max(0.001, Math.hypot(x2 - cx2, y2 - cy2));
      double alongX = (x2 - cx2) / length * HEAD;
      double alongY = (y2 - cy2) / length * HEAD;
      return List.of(
          new Point(x2, y2),
          new Point(x2 - alongX - alongY / 2, y2 - alongY + alongX / 2),
          new Point(x2 - alongX + alongY / 2, y2 - alongY - alongX / 2));
    }
  }

  record Words(double x, double y, String text, int size, boolean bold, Anchor anchor, Ink ink)
      implements Shape {}

  /// Text that is read from bottom to top, centred on the point.
  record Upright(double x, double y, String text, int size, Ink ink) implements Shape {}

  /// A finished drawing; `title` says in words what it shows.
  record Drawing(int width, int height, String title, List<Shape> shapes) {
    public Drawing {
      shapes = List.copyOf(shapes);
    }
  }
}
