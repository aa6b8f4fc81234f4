package dev.obstat.console.page;

import dev.obstat.console.CatalogSurroundings;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.questions.Concentration;
import dev.obstat.core.questions.Outage;
import dev.obstat.core.questions.Place;
import dev.obstat.core.questions.Stake;
import dev.obstat.core.questions.Sum;
import dev.obstat.core.questions.Without;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the pages show on which people ask the catalog before anything happens.
final class QuestionReader {
  private static final int MOST_TARGETS = 50;
  private static final int MOST_NAMES = 2_000;
  private static final int MOST_ROWS = 200;
  private static final String NO_CATALOG =
      "There is no catalog, so nobody knows what depends on what: name one under `catalog:` in"
          + " obstat.yaml.";

  private final Catalog catalog;

  QuestionReader(Catalog catalog) {
    this.catalog = catalog;
  }

  ImpactPage impact(Frame frame, List<String> targets) {
    List<String> names =
        catalog.entities().stream()
            .limit(MOST_NAMES)
            .map(entity -> entity.ref().toString())
            .sorted()
            .toList();
    if (catalog.isEmpty() || targets.size() > MOST_TARGETS) {
      String problem =
          catalog.isEmpty() ? NO_CATALOG : "At most " + MOST_TARGETS + " can be asked for at once.";
      return new ImpactPage(frame, targets, names, problem, Optional.empty(), "");
    }
    if (targets.isEmpty()) {
      return new ImpactPage(
          frame, targets, names, "", Optional.empty(), graph(Set.of(), Impact.NONE));
    }
    Without without = Without.of(catalog, targets);
    Impact impact = without.impact();
    List<ReviewPage.Figure> figures = new ArrayList<>(stake(without.stake(), impact));
    figures.add(
        new ReviewPage.Figure(
            Figures.recovery(impact), "to recover", without.stake().services() > 0));
    figures.add(
        new ReviewPage.Figure(
            money(without.exposure()), "lost until it is back", !impact.down().isEmpty()));
    return new ImpactPage(
        frame,
        targets,
        names,
        "",
        Optional.of(
            new ImpactPage.Found(
                figures,
                ImpactPicture.asPicture(targets, impact, new CatalogSurroundings(() -> catalog)),
                impact.unknown().stream().map(Shown::of).toList())),
        graph(Set.copyOf(without.entities()), impact));
  }

  OutagePage outage(Frame frame, String asked, String hours) {
    List<String> places = Place.all(catalog).stream().map(Place::toString).toList();
    String problem = "";
    if (catalog.isEmpty()) {
      problem = NO_CATALOG;
    } else if (places.isEmpty()) {
      problem =
          "No entity of the catalog says where it is: annotate some with `obstat.dev/provider`.";
    } else if (!hours.matches("[0-9]{1,5}(\\.[0-9]{1,2})?")) {
      problem = "Hours are a number, as in 15 or 0.5.";
    } else if (!asked.isEmpty() && !places.contains(asked)) {
      problem = "Nothing in the catalog is in that place.";
    }
    if (asked.isEmpty() || !problem.isEmpty()) {
      return new OutagePage(frame, places, asked, hours, problem, Optional.empty(), "");
    }
    Outage outage = Outage.of(catalog, Place.parse(asked).orElseThrow(), new BigDecimal(hours));
    return new OutagePage(
        frame,
        places,
        asked,
        hours,
        "",
        Optional.of(found(outage)),
        graph(Set.copyOf(outage.entities()), outage.impact()));
  }

  private OutagePage.Found found(Outage outage) {
    List<ReviewPage.Figure> figures = new ArrayList<>(stake(outage.stake(), outage.impact()));
    figures.add(
        new ReviewPage.Figure(
            money(outage.cost()),
            "over " + outage.hours().stripTrailingZeros().toPlainString() + " h",
            !outage.losses().isEmpty()));
    return new OutagePage.Found(
        figures,
        outage.losses().stream()
            .limit(MOST_ROWS)
            .map(
                loss ->
                    new OutagePage.Loss(
                        title(loss.service()),
                        loss.service(),
                        count(loss.stake().customers()),
                        money(loss.hanging()),
                        money(loss.cost()),
                        loss.path().stream().map(this::title).toList(),
                        Concentration.share(loss.hanging().known(), outage.cost().known())
                            .intValue()))
            .toList(),
        titles(outage.impact().degraded()),
        titles(outage.surviving()),
        outage.unplaced());
  }

  ConcentrationPage concentration(Frame frame) {
    if (catalog.isEmpty()) {
      return new ConcentrationPage(frame, true, List.of(), List.of(), List.of(), 0, 0);
    }
    Concentration found = Concentration.of(catalog);
    Stake all = found.total();
    return new ConcentrationPage(
        frame,
        false,
        List.of(
            new ReviewPage.Figure(Amounts.count(all.services()), "services in all", false),
            new ReviewPage.Figure(Amounts.count(all.tierZero()), "of tier 0", false),
            new ReviewPage.Figure(count(all.customers()), "customers", false),
            new ReviewPage.Figure(money(all.revenuePerHour()), "an hour", false)),
        found.places().stream()
            .sorted((one, other) -> one.place().toString().compareTo(other.place().toString()))
            .map(held -> place(held, all))
            .toList(),
        found.single().stream().limit(MOST_ROWS).map(this::single).toList(),
        found.unplaced(),
        found.left());
  }

  private ConcentrationPage.Place place(Concentration.Held held, Stake all) {
    Stake stake = held.stake();
    return new ConcentrationPage.Place(
        held.place().toString(),
        held.place().parts().size() - 1,
        Amounts.of(stake.services(), "service", "services"),
        share(stake.revenuePerHour().known(), all.revenuePerHour().known(), "revenue"),
        share(stake.customers().known(), all.customers().known(), "customers"),
        share(BigDecimal.valueOf(stake.tierZero()), BigDecimal.valueOf(all.tierZero()), "tier 0"));
  }

  private static ConcentrationPage.Share share(BigDecimal part, BigDecimal all, String of) {
    if (all.signum() == 0) {
      return new ConcentrationPage.Share("no " + of + " stated", 0);
    }
    BigDecimal percent = Concentration.share(part, all);
    return new ConcentrationPage.Share(percent.toPlainString() + " %", percent.intValue());
  }

  private static String recovery(Measure minutes) {
    String most = minutes.atMost().map(QuestionReader::rough).orElse("not known");
    String least = minutes.atLeast().map(QuestionReader::rough).orElse(most);
    return least.equals(most) ? most : least + " to " + most;
  }

  private static String rough(BigDecimal minutes) {
    return Amounts.rough(Duration.ofMinutes(minutes.longValue()));
  }

  private ConcentrationPage.Single single(Concentration.Single held) {
    return new ConcentrationPage.Single(
        title(held.entity()),
        held.entity(),
        Amounts.of(held.services().size(), "service stops", "services stop"),
        count(held.stake().customers()),
        recovery(held.recoveryMinutes()),
        money(held.exposure()));
  }

  private List<ReviewPage.Figure> stake(Stake stake, Impact impact) {
    boolean bad = !impact.down().isEmpty();
    return List.of(
        new ReviewPage.Figure(
            Amounts.count(impact.down().size()),
            (impact.down().size() == 1 ? "service stops" : "services stop")
                + (stake.tierZero() > 0 ? ", " + stake.tierZero() + " of tier 0" : "")
                + (impact.degraded().isEmpty()
                    ? ""
                    : ", " + impact.degraded().size() + " degraded"),
            bad),
        new ReviewPage.Figure(count(stake.customers()), "customers lose a service", bad),
        new ReviewPage.Figure(money(stake.revenuePerHour()), "lost each hour", bad));
  }

  private String graph(Set<String> taken, Impact impact) {
    return GraphData.of(catalog, taken, impact).json();
  }

  private List<Shown> titles(Collection<String> names) {
    return names.stream().limit(MOST_ROWS).map(this::title).toList();
  }

  private Shown title(String name) {
    return Shown.of(
        catalog.service(name).map(Entity::title).filter(text -> !text.isEmpty()).orElse(name), 120);
  }

  private String money(Sum sum) {
    return sum.isKnown() || sum.known().signum() != 0
        ? count(sum).replaceFirst("( or more)?$", " " + catalog.currency() + "$1")
        : count(sum);
  }

  /// What is not stated is never 0.
  private static String count(Sum sum) {
    if (sum.isKnown()) {
      return Amounts.count(sum.known());
    }
    return sum.known().signum() == 0 ? "not known" : Amounts.count(sum.known()) + " or more";
  }
}
