package dev.obstat.demo.picture;

import java.util.List;

/// What a picture is made of, in units of one pixel at normal size, from the top left corner. The
/// same shapes are written as SVG and painted as PNG.
sealed interface Shape {
  /// Where the given point lies in a piece of text.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  record Box(double x, double y, double width, double height, Ink ink) implements Shape {}

  record Line(double x1, double y1, double x2, double y2, double width, boolean dashed, Ink ink)
      implements Shape {}

  record Disc(double x, double y, double radius, Ink ink) implements Shape {}

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
