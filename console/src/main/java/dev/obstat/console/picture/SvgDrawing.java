package dev.obstat.console.picture;

import java.util.Locale;

/// Writes a drawing as SVG 1.1 text with classes for its colours, so that a reader who prefers dark
/// pages gets the dark palette.
public final class SvgDrawing {
  private static final String FONT =
      "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif";

  private SvgDrawing() {}

  public static String text(Shape.Drawing drawing) {
    StringBuilder svg = new StringBuilder(16_384);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    svg.append(drawing.width()).append(' ').append(drawing.height());
    svg.append("\" width=\"").append(drawing.width());
    svg.append("\" height=\"").append(drawing.height()).append("\" role=\"img\">\n");
    svg.append("<title>").append(escaped(drawing.title())).append("</title>\n");
    svg.append("<style>\ntext { font-family: ").append(FONT).append("; }\n");
    for (Ink ink : Ink.values()) {
      svg.append(rule(ink, ink.lightHex()));
    }
    svg.append("@media (prefers-color-scheme: dark) {\n");
    for (Ink ink : Ink.values()) {
      svg.append(rule(ink, ink.darkHex()));
    }
    svg.append("}\n</style>\n");
    for (Shape shape : drawing.shapes()) {
      svg.append(element(shape)).append('\n');
    }
    return svg.append("</svg>\n").toString();
  }

  private static String rule(Ink ink, String colour) {
    return ".%s { fill: %s; } line.%s { stroke: %s; } .%s.arrow { fill: none; stroke: %s; }\n"
        .formatted(ink.style(), colour, ink.style(), colour, ink.style(), colour);
  }

  private static String element(Shape shape) {
    return switch (shape) {
      case Shape.Box box ->
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\""
                  + " shape-rendering=\"crispEdges\"/>",
              box.ink().style(),
              box.x(),
              box.y(),
              box.width(),
              box.height());
      case Shape.Line line ->
          String.format(
              Locale.ROOT,
              "<line class=\"%s\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\""
                  + " stroke-width=\"%.2f\"%s/>",
              line.ink().style(),
              line.x1(),
              line.y1(),
              line.x2(),
              line.y2(),
              line.width(),
              line.dashed() ? " stroke-dasharray=\"4 3\"" : "");
      case Shape.Disc disc ->
          String.format(
              Locale.ROOT,
              "<circle class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>",
              disc.ink().style(),
              disc.x(),
              disc.y(),
              disc.radius());
      case Shape.Arrow arrow ->
          String.format(
              Locale.ROOT,
              "<path class=\"%s arrow\" d=\"M%.2f %.2f C%.2f %.2f %.2f %.2f %.2f %.2f\"/>"
                  + "<path class=\"%s\" d=\"%s\"/>",
              arrow.ink().style(),
              arrow.x1(),
              arrow.y1(),
              arrow.cx1(),
              arrow.cy1(),
              arrow.cx2(),
              arrow.cy2(),
              arrow.x2(),
              arrow.y2(),
              arrow.ink().style(),
              head(arrow));
      case Shape.Words words ->
          String.format(
              Locale.ROOT,
              "<text class=\"%s\" x=\"%.2f\" y=\"%.2f\" font-size=\"%d\" font-weight=\"%s\""
                  + " text-anchor=\"%s\">%s</text>",
              words.ink().style(),
              words.x(),
              words.y(),
              words.size(),
              words.bold() ? "bold" : "normal",
              anchor(words.anchor()),
              escaped(words.text()));
      case Shape.Upright upright ->
          String.format(
              Locale.ROOT,
              "<text class=\"%s\" font-size=\"%d\" text-anchor=\"middle\""
                  + " transform=\"translate(%.2f %.2f) rotate(-90)\">%s</text>",
              upright.ink().style(),
              upright.size(),
              upright.x(),
              upright.y(),
              escaped(upright.text()));
    };
  }

  private static String head(Shape.Arrow arrow) {
    StringBuilder path = new StringBuilder();
    for (Shape.Point point : arrow.head()) {
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(String.format(Locale.ROOT, "%.2f %.2f", point.x(), point.y()));
    }
    return path.append('Z').toString();
  }

  private static String anchor(Shape.Anchor anchor) {
    return switch (anchor) {
      case START -> "start";
      case MIDDLE -> "middle";
      case END -> "end";
    };
  }

  /// Control characters, which XML 1.0 does not allow, become question marks.
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(Character.isISOControl(point) ? '?' : point);
              }
            });
    return safe.toString();
  }
}
