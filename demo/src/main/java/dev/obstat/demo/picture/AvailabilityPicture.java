package dev.obstat.demo.picture;

import dev.obstat.console.picture.Ink;
import dev.obstat.console.picture.PngDrawing;
import dev.obstat.console.picture.Shape;
import dev.obstat.console.picture.SvgDrawing;
import dev.obstat.demo.service.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Availability over time as one picture: how many of the calls in each stretch were answered, the
/// agent's events as numbered marks, and what the numbers stand for below.
public record AvailabilityPicture(
    String title, String subtitle, String footnote, Timeline timeline, List<Mark> marks) {

  public AvailabilityPicture {
    marks = List.copyOf(marks);
  }

  private static final int WIDTH = 1280;
  private static final int LEFT = 104;
  private static final int RIGHT = 1240;
  private static final int PLOT_HEIGHT = 250;
  private static final int LEVEL = 25;
  private static final int ROW = 28;
  private static final double MARK_RADIUS = 11;
  private static final int MARK_LEVELS = 4;
  private static final int MOST_SLOTS = 160;

  /// The same picture in a form every browser shows, on light and on dark paper.
  public String svg() {
    return SvgDrawing.text(drawing());
  }

  /// The same picture as a PNG file, on light paper, at twice the normal size.
  ///
  /// @throws PictureFailure when this machine cannot draw, for want of fonts for example
  public byte[] png() {
    return PngDrawing.bytes(drawing());
  }

  Shape.Drawing drawing() {
    List<Shape> shapes = new ArrayList<>();
    int legendRows = (marks.size() + 1) / 2;
    double seconds = seconds();
    int[] levels = levels(seconds);
    int top = 136 + (Arrays.stream(levels).max().orElse(0) + 1) * LEVEL;
    int bottom = top + PLOT_HEIGHT;
    int legendTop = bottom + 92;
    int height = legendTop + legendRows * ROW + 44;
    shapes.add(new Shape.Box(0, 0, WIDTH, height, Ink.PAPER));
    shapes.add(words(40, 50, title, 26, true, Shape.Anchor.START, Ink.TEXT));
    shapes.add(words(40, 80, subtitle, 17, false, Shape.Anchor.START, Ink.MUTED));
    colours(shapes);
    Frame frame = new Frame(top, bottom, seconds);
    slots(shapes, frame);
    axes(shapes, frame);
    marks(shapes, frame, levels);
    legend(shapes, legendTop);
    shapes.add(words(40, height - 20, footnote, 14, false, Shape.Anchor.START, Ink.MUTED));
    return new Shape.Drawing(WIDTH, height, title + ": " + subtitle, shapes);
  }

  /// Where time and share lie on the paper.
  private record Frame(int top, int bottom, double seconds) {
    double x(Duration at) {
      return AvailabilityPicture.x(at, seconds);
    }

    double y(double share) {
      return bottom - share * (bottom - top);
    }
  }

  private static double x(Duration at, double seconds) {
    double share = Math.clamp(at.toNanos() / 1e9 / seconds, 0, 1);
    return LEFT + share * (RIGHT - LEFT);
  }

  private double seconds() {
    double measured = timeline.length().toNanos() / 1e9;
    double marked = marks.stream().mapToDouble(mark -> mark.at().toNanos() / 1e9).max().orElse(0);
    return Math.max(1, Math.max(measured, marked));
  }

  private static void colours(List<Shape> shapes) {
    shapes.add(new Shape.Box(40, 97, 14, 14, Ink.ANSWERED));
    shapes.add(words(60, 109, "answered", 15, false, Shape.Anchor.START, Ink.MUTED));
    shapes.add(new Shape.Box(146, 97, 14, 14, Ink.UNANSWERED));
    shapes.add(words(166, 109, "not answered", 15, false, Shape.Anchor.START, Ink.MUTED));
  }

  private void slots(List<Shape> shapes, Frame frame) {
    Duration length =
        Duration.ofSeconds(Math.max(1, (long) Math.ceil(frame.seconds() / MOST_SLOTS)));
    for (Timeline.Slot slot : timeline.slots(length)) {
      if (slot.share().isEmpty()) {
        continue;
      }
      double share = slot.share().getAsDouble();
      double x = frame.x(slot.from());
      double width = frame.x(slot.from().plus(length)) - x;
      if (share < 1) {
        shapes.add(
            new Shape.Box(x, frame.top(), width, frame.y(share) - frame.top(), Ink.UNANSWERED));
      }
      if (share > 0) {
        shapes.add(
            new Shape.Box(x, frame.y(share), width, frame.bottom() - frame.y(share), Ink.ANSWERED));
      }
    }
  }

  private static void axes(List<Shape> shapes, Frame frame) {
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = frame.y(percent / 100.0);
      shapes.add(new Shape.Line(LEFT, y, RIGHT, y, percent == 0 ? 1.5 : 0.75, false, Ink.GRID));
      shapes.add(words(LEFT - 10, y + 5, percent + " %", 15, false, Shape.Anchor.END, Ink.MUTED));
    }
    int step = tick(frame.seconds());
    for (int second = 0; second <= frame.seconds(); second += step) {
      double x = frame.x(Duration.ofSeconds(second));
      shapes.add(new Shape.Line(x, frame.bottom(), x, frame.bottom() + 6, 1.5, false, Ink.GRID));
      shapes.add(
          words(x, frame.bottom() + 24, second + " s", 15, false, Shape.Anchor.MIDDLE, Ink.MUTED));
    }
    shapes.add(
        words(
            (LEFT + RIGHT) / 2.0,
            frame.bottom() + 48,
            "time since the measurement began",
            15,
            false,
            Shape.Anchor.MIDDLE,
            Ink.MUTED));
    shapes.add(
        new Shape.Upright(
            40, (frame.top() + frame.bottom()) / 2.0, "share of customers' calls", 15, Ink.MUTED));
  }

  /// A distance of whole, round seconds that gives about a dozen labels.
  private static int tick(double seconds) {
    int step = 1;
    int[] factors = {2, 5, 10};
    for (int scale = 1; seconds / step > 14; scale *= 10) {
      for (int factor : factors) {
        step = scale * factor;
        if (seconds / step <= 14) {
          return step;
        }
      }
    }
    return step;
  }

  private void marks(List<Shape> shapes, Frame frame, int[] levels) {
    for (int number = 0; number < marks.size(); number++) {
      Mark mark = marks.get(number);
      double x = frame.x(mark.at());
      double y = frame.top() - 18 - levels[number] * (double) LEVEL;
      shapes.add(new Shape.Line(x, y + MARK_RADIUS, x, frame.bottom(), 1.25, true, Ink.TEXT));
      badge(shapes, x, y, number + 1, mark.kind());
    }
  }

  /// For each mark the row its number stands in, counted from the plot upwards.
  private int[] levels(double seconds) {
    double[] lastAtLevel = new double[MARK_LEVELS];
    Arrays.fill(lastAtLevel, Double.NEGATIVE_INFINITY);
    int[] levels = new int[marks.size()];
    for (int number = 0; number < levels.length; number++) {
      double x = x(marks.get(number).at(), seconds);
      levels[number] = levelFor(x, lastAtLevel);
      lastAtLevel[levels[number]] = x;
    }
    return levels;
  }

  /// The lowest row in which the mark does not touch its left neighbour; the row with the most room
  /// when all are crowded.
  private static int levelFor(double x, double[] lastAtLevel) {
    int best = 0;
    for (int level = 0; level < lastAtLevel.length; level++) {
      if (x - lastAtLevel[level] >= 2 * MARK_RADIUS + 2) {
        return level;
      }
      if (lastAtLevel[level] < lastAtLevel[best]) {
        best = level;
      }
    }
    return best;
  }

  private void legend(List<Shape> shapes, int top) {
    int rows = (marks.size() + 1) / 2;
    for (int number = 0; number < marks.size(); number++) {
      Mark mark = marks.get(number);
      double x = number < rows ? 52 : 52 + WIDTH / 2.0;
      double y = top + (number % rows) * (double) ROW;
      badge(shapes, x, y, number + 1, mark.kind());
      String at = String.format(Locale.ROOT, "%.1f s", mark.at().toNanos() / 1e9);
      shapes.add(words(x + 66, y + 5, at, 15, false, Shape.Anchor.END, Ink.MUTED));
      shapes.add(words(x + 76, y + 5, mark.label(), 15, false, Shape.Anchor.START, Ink.TEXT));
    }
  }

  private static void badge(List<Shape> shapes, double x, double y, int number, Mark.Kind kind) {
    shapes.add(new Shape.Disc(x, y, MARK_RADIUS, ink(kind)));
    shapes.add(
        words(x, y + 4.5, Integer.toString(number), 13, true, Shape.Anchor.MIDDLE, Ink.ON_MARK));
  }

  private static Ink ink(Mark.Kind kind) {
    return switch (kind) {
      case HARM -> Ink.HARM;
      case CHANGE -> Ink.CHANGE;
      case STOPPED -> Ink.STOPPED;
    };
  }

  private static Shape.Words words(
      double x, double y, String text, int size, boolean bold, Shape.Anchor anchor, Ink ink) {
    return new Shape.Words(x, y, text, size, bold, anchor, ink);
  }
}
