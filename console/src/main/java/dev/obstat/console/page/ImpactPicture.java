package dev.obstat.console.page;

import dev.obstat.console.Surroundings;
import dev.obstat.console.picture.Ink;
import dev.obstat.console.picture.Shape;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.impact.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The picture of a review's page as a drawing of its own, for an impact that nobody has asked
/// leave for yet.
public final class ImpactPicture {
  private static final int TITLE = 34;

  private ImpactPicture() {}

  /// @param targets what is imagined to be gone; not empty
  public static Shape.Drawing of(List<String> targets, Impact impact, Surroundings surroundings) {
    Picture picture = asPicture(targets, impact, surroundings);
    List<Shape> shapes = new ArrayList<>();
    Picture.Drawing drawing = picture.drawings().getFirst();
    int width = drawing.width() + 2 * TITLE;
    int height = drawing.height() + 3 * TITLE;
    shapes.add(new Shape.Box(0, 0, width, height, Ink.PAPER));
    shapes.add(words(TITLE, TITLE, "What breaks, and for whom", 16, true, Ink.TEXT));
    drawing.arrows().forEach(arrow -> shapes.add(arrow(arrow)));
    if (drawing.hasBand()) {
      shapes.add(
          words(TITLE + 2, drawing.band() + 18 + 2 * TITLE, "Not affected", 12, false, Ink.MUTED));
    }
    drawing.boxes().forEach(box -> box(box, shapes));
    return new Shape.Drawing(width, height, picture.summary(), shapes);
  }

  /// The same as a page shows it.
  static Picture asPicture(List<String> targets, Impact impact, Surroundings surroundings) {
    return Painter.paint(imagined(targets), impact, surroundings);
  }

  private static Action imagined(List<String> targets) {
    return new Action(
        "",
        new Principal.Person(""),
        new Place("", "", "", ""),
        new Operation("obstat", "impact", "remove"),
        Effect.DELETE,
        new Reversibility.Unknown(),
        targets.stream()
            .<Target>map(name -> new Target.Known(name, Target.Part.OBJECT, Set.of(Harm.REMOVES)))
            .toList(),
        new Value.Structure(Map.of()),
        new Content.None(),
        List.of());
  }

  private static Shape arrow(Picture.Arrow arrow) {
    String[] at = arrow.path().substring(1).replace("C", "").split(" ", -1);
    double[] numbers = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      numbers[i] = Double.parseDouble(at[i]) + (i % 2 == 0 ? TITLE : 2 * TITLE);
    }
    return new Shape.Arrow(
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        arrow.state().equals("down") ? Ink.HARM : Ink.MUTED);
  }

  private static void box(Picture.Box box, List<Shape> shapes) {
    double x = box.x() + (double) TITLE;
    double y = box.y() + 2.0 * TITLE;
    shapes.add(new Shape.Box(x, y, box.width(), box.height(), edge(box.state())));
    shapes.add(new Shape.Box(x + 3, y + 1, box.width() - 4.0, box.height() - 2.0, Ink.PAPER));
    for (int line = 0; line < box.lines().size(); line++) {
      shapes.add(
          words(
              box.textX() + TITLE,
              box.lineY(line) + 2 * TITLE,
              box.lines().get(line),
              13,
              true,
              Ink.TEXT));
    }
    shapes.add(
        words(box.textX() + TITLE, box.noteY() + 2 * TITLE, box.note(), 11, false, Ink.MUTED));
  }

  private static Ink edge(String state) {
    return switch (state) {
      case "removed", "down", "lost" -> Ink.HARM;
      case "degraded", "unknown" -> Ink.STOPPED;
      case "fine" -> Ink.ANSWERED;
      default -> Ink.CHANGE;
    };
  }

  private static Shape words(int x, int y, String text, int size, boolean bold, Ink ink) {
    return new Shape.Words(x, y, text, size, bold, Shape.Anchor.START, ink);
  }
}
