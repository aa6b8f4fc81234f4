package dev.obstat.console.page;

import dev.obstat.console.picture.Ink;
import dev.obstat.console.picture.Shape;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.questions.Concentration;
import dev.obstat.core.questions.Outage;
import dev.obstat.core.questions.Stake;
import dev.obstat.core.questions.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An outage and a concentration as bars, the longest first.
public final class QuestionPictures {
  private static final int WIDTH = 900;
  private static final int MARGIN = 24;
  private static final int NAMES = 290;
  private static final int ROW = 26;
  private static final int MOST_ROWS = 16;
  private static final double LONGEST = 300;

  private final Catalog catalog;
  private final List<Shape> shapes = new ArrayList<>();
  private int y = 40;

  private QuestionPictures(Catalog catalog) {
    this.catalog = catalog;
  }

  public static Shape.Drawing outage(Catalog catalog, Outage outage) {
    QuestionPictures picture = new QuestionPictures(catalog);
    String title =
        outage.place()
            + " is out for "
            + Amounts.count(outage.hours())
            + " h: "
            + Amounts.of(outage.losses().size(), "service stops", "services stop")
            + ", "
            + picture.money(outage.cost());
    picture.heading(title, 18);
    picture.note(picture.people(outage.stake()));
    picture.note("what to bring back first: the cost of all that waits for it");
    BigDecimal most = most(outage.losses().stream().map(Outage.Loss::hanging).toList());
    outage.losses().stream()
        .limit(MOST_ROWS)
        .forEach(
            loss ->
                picture.row(
                    loss.service(),
                    ratio(loss.hanging().known(), most),
                    picture.money(loss.hanging()),
                    Ink.HARM));
    picture.left(outage.losses().size());
    picture.y += 14;
    picture.heading("Keeps running", 15);
    if (outage.surviving().isEmpty()) {
      picture.note("nothing");
    }
    outage.surviving().stream()
        .limit(MOST_ROWS)
        .forEach(name -> picture.row(name, 0, "", Ink.ANSWERED));
    picture.left(outage.surviving().size());
    return picture.drawing(title);
  }

  public static Shape.Drawing concentration(Catalog catalog, Concentration found) {
    QuestionPictures picture = new QuestionPictures(catalog);
    String title =
        "What hangs on what: "
            + picture.money(found.total().revenuePerHour())
            + " an hour in "
            + Amounts.of(found.total().services(), "service", "services");
    picture.heading(title, 18);
    picture.note("Share of the revenue that stops with each provider, region and zone");
    for (Concentration.Held held : found.places().stream().limit(MOST_ROWS).toList()) {
      BigDecimal share =
          Concentration.share(
              held.stake().revenuePerHour().known(), found.total().revenuePerHour().known());
      picture.row(
          held.place().toString(),
          share.doubleValue() / 100,
          share.toPlainString()
              + " %  ·  "
              + held.stake().tierZero()
              + " of "
              + found.total().tierZero()
              + " tier 0",
          Ink.CHANGE);
    }
    picture.left(found.places().size());
    picture.y += 14;
    picture.heading("Single points of failure, by exposure", 15);
    BigDecimal most = most(found.single().stream().map(Concentration.Single::exposure).toList());
    for (Concentration.Single single : found.single().stream().limit(MOST_ROWS).toList()) {
      picture.row(
          single.entity(),
          ratio(single.exposure().known(), most),
          picture.money(single.exposure())
              + "  ·  "
              + Amounts.of(single.services().size(), "service", "services"),
          Ink.HARM);
    }
    picture.left(found.single().size());
    return picture.drawing(title);
  }

  private Shape.Drawing drawing(String title) {
    List<Shape> all = new ArrayList<>();
    int height = y + MARGIN;
    all.add(new Shape.Box(0, 0, WIDTH, height, Ink.PAPER));
    all.addAll(shapes);
    return new Shape.Drawing(WIDTH, height, title, all);
  }

  private void heading(String text, int size) {
    words(MARGIN, text, size, true, Ink.TEXT);
    y += ROW;
  }

  private void note(String text) {
    words(MARGIN, text, 13, false, Ink.MUTED);
    y += ROW;
  }

  private void left(int all) {
    if (all > MOST_ROWS) {
      note("and " + Amounts.count(all - MOST_ROWS) + " more");
    }
  }

  private void row(String name, double ratio, String label, Ink ink) {
    words(MARGIN, fitted(name), 13, false, Ink.TEXT);
    double length = Math.max(3, ratio * LONGEST);
    shapes.add(new Shape.Box(NAMES, y - 12.0, length, 15, ink));
    words(NAMES + length + 10, label, 13, false, Ink.MUTED);
    y += ROW;
  }

  private void words(double x, String text, int size, boolean bold, Ink ink) {
    shapes.add(new Shape.Words(x, y, text, size, bold, Shape.Anchor.START, ink));
  }

  private static String fitted(String name) {
    return name.length() <= 36
        ? name
        : name.substring(0, 24) + "…" + name.substring(name.length() - 11);
  }

  private static BigDecimal most(List<Sum> sums) {
    return sums.stream().map(Sum::known).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
  }

  private static double ratio(BigDecimal part, BigDecimal all) {
    return all.signum() == 0 ? 0 : part.divide(all, 4, RoundingMode.HALF_UP).doubleValue();
  }

  private String people(Stake stake) {
    String known = Amounts.count(stake.customers().known()) + " customers lose a service";
    return stake.customers().isKnown()
        ? known
        : known
            + ", and those of "
            + Amounts.of(stake.customers().unknown(), "service", "services")
            + " that nobody has stated";
  }

  private String money(Sum sum) {
    String known =
        Amounts.count(sum.known().setScale(0, RoundingMode.HALF_UP)) + " " + catalog.currency();
    if (sum.isKnown()) {
      return known;
    }
    return sum.known().signum() == 0
        ? "not known"
        : String.format(Locale.ROOT, "%s + %d not known", known, sum.unknown());
  }
}
