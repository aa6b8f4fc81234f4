package dev.obstat.console.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// Paints a drawing on light paper and writes it as PNG, without a screen.
public final class PngDrawing {
  /// Twice the normal size, so that it stays sharp on a projector.
  private static final double SCALE = 2;

  private PngDrawing() {}

  public static byte[] bytes(Shape.Drawing drawing) {
    // Set before the toolkit is first touched; drawing into memory needs no screen.
    System.setProperty("java.awt.headless", "true");
    try {
      BufferedImage image =
          new BufferedImage(
              (int) (drawing.width() * SCALE),
              (int) (drawing.height() * SCALE),
              BufferedImage.TYPE_INT_RGB);
      Graphics2D paper = image.createGraphics();
      paper.scale(SCALE, SCALE);
      paper.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      paper.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      paper.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      drawing.shapes().forEach(shape -> paint(paper, shape));
      paper.dispose();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this JDK has no PNG writer");
      }
      return out.toByteArray();
    } catch (IOException | RuntimeException | LinkageError failure) {
      throw new PictureFailure(
          "the PNG could not be drawn: "
              + failure
              + "\nhelp: a JDK needs the system's fontconfig and one font to draw text",
          failure);
    }
  }

  private static void paint(Graphics2D paper, Shape shape) {
    switch (shape) {
      case Shape.Box box -> {
        paper.setColor(colour(box.ink()));
        // Whole pixels of the image: neighbouring boxes leave no seam between them.
        double left = Math.round(box.x() * SCALE) / SCALE;
        double right = Math.round((box.x() + box.width()) * SCALE) / SCALE;
        paper.fill(new Rectangle2D.Double(left, box.y(), right - left, box.height()));
      }
      case Shape.Line line -> {
        paper.setColor(colour(line.ink()));
        paper.setStroke(stroke(line));
        paper.draw(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()));
      }
      case Shape.Disc disc -> {
        paper.setColor(colour(disc.ink()));
        paper.fill(
            new Ellipse2D.Double(
                disc.x() - disc.radius(),
                disc.y() - disc.radius(),
                2 * disc.radius(),
                2 * disc.radius()));
      }
      case Shape.Arrow arrow -> {
        paper.setColor(colour(arrow.ink()));
        paper.setStroke(new BasicStroke(1));
        paper.draw(
            new CubicCurve2D.Double(
                arrow.x1(),
                arrow.y1(),
                arrow.cx1(),
                arrow.cy1(),
                arrow.cx2(),
                arrow.cy2(),
                arrow.x2(),
                arrow.y2()));
        Path2D head = new Path2D.Double();
        for (Shape.Point point : arrow.head()) {
          if (head.getCurrentPoint() == null) {
            head.moveTo(point.x(), point.y());
          } else {
            head.lineTo(point.x(), point.y());
          }
        }
        head.closePath();
        paper.fill(head);
      }
      case Shape.Words words -> {
        paper.setColor(colour(words.ink()));
        paper.setFont(
            new Font(Font.SANS_SERIF, words.bold() ? Font.BOLD : Font.PLAIN, words.size()));
        double x = words.x() - shift(words.anchor()) * width(paper, words.text());
        paper.drawString(words.text(), (float) x, (float) words.y());
      }
      case Shape.Upright upright -> {
        AffineTransform before = paper.getTransform();
        paper.setColor(colour(upright.ink()));
        paper.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, upright.size()));
        paper.translate(upright.x(), upright.y());
        paper.rotate(-Math.PI / 2);
        paper.drawString(upright.text(), (float) (-width(paper, upright.text()) / 2), 0);
        paper.setTransform(before);
      }
    }
  }

  private static BasicStroke stroke(Shape.Line line) {
    float width = (float) line.width();
    return line.dashed()
        ? new BasicStroke(
            width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0)
        : new BasicStroke(width);
  }

  private static double shift(Shape.Anchor anchor) {
    return switch (anchor) {
      case START -> 0;
      case MIDDLE -> 0.5;
      case END -> 1;
    };
  }

  private static double width(Graphics2D paper, String text) {
    return paper.getFontMetrics().getStringBounds(text, paper).getWidth();
  }

  private static Color colour(Ink ink) {
    return new Color(ink.light());
  }
}
