package dev.obstat.console.page;

import dev.obstat.console.Surroundings;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Target;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One action in one sentence, with what follows from it in a second: `Delete the S3 bucket
/// cost-reports-eu in production (account 1111-2222-3333, eu-west-1). Cost Explorer stops for
/// 41,000 customers.`
///
/// @param verb with the article and the kind of thing: `Delete the S3 bucket`
/// @param name of the first target, the one that loses most, as the request has it
/// @param rest how many targets there are besides; empty for none
/// @param place `in production (account …)`
/// @param consequence what follows, whole sentences
/// @param grave whether something stops, is lost, or is not known
public record Sentence(
    String verb, Shown name, String rest, Shown place, Shown consequence, boolean grave) {

  public static Sentence of(Action action, Impact seen, Surroundings surroundings) {
    List<Target> targets = gravestFirst(action);
    Target first = targets.getFirst();
    int more = targets.size() - 1;
    return new Sentence(
        (Words.verb(action) + " " + Words.kind(first)).strip(),
        Shown.of(Words.shortName(first), 200),
        more == 0 ? "" : "and " + Amounts.count(more) + " more",
        Shown.of(place(action, surroundings), 400),
        Shown.of(consequence(action, seen, surroundings), 600),
        !seen.isNone() || (action.harms() && action.reversibility().countsAsIrreversible()));
  }

  /// The targets, those that lose most first.
  static List<Target> gravestFirst(Action action) {
    return action.targets().stream()
        .sorted(Comparator.comparingInt((Target target) -> -target.harms().size()))
        .toList();
  }

  /// The whole of it as plain text.
  public String plain() {
    return verb
        + " "
        + name.plain()
        + (rest.isEmpty() ? "" : " " + rest)
        + " "
        + place.plain()
        + ". "
        + consequence.plain();
  }

  private static String place(Action action, Surroundings surroundings) {
    List<String> stages =
        action.targets().stream()
            .map(surroundings::stage)
            .flatMap(Optional::stream)
            .distinct()
            .sorted()
            .toList();
    Place place = action.place();
    return (stages.isEmpty() ? "" : "in " + String.join(" and ", stages) + " ")
        + "(account "
        + account(place.account())
        + ", "
        + place.region()
        + ")";
  }

  private static String account(String account) {
    return account.matches("[0-9]{12}")
        ? account.substring(0, 4) + "-" + account.substring(4, 8) + "-" + account.substring(8)
        : account;
  }

  private static String consequence(Action action, Impact seen, Surroundings surroundings) {
    String stops = stops(seen, surroundings);
    String data = seen.dataLost().isEmpty() && !losesData(action) ? "" : " Data in it is lost.";
    String unknown = seen.isKnown() ? "" : " Not everything it would break is known.";
    if (stops.isEmpty() && !seen.isKnown()) {
      return "What it would break is not known." + data;
    }
    if (stops.isEmpty() && data.isEmpty()) {
      return action.effect().changes()
          ? "Nothing in the catalog stops or degrades."
          : "It changes nothing.";
    }
    return (stops + data + unknown).strip();
  }

  private static String stops(Impact seen, Surroundings surroundings) {
    if (!seen.down().isEmpty()) {
      return named(seen, surroundings)
          + (seen.down().size() == 1 ? " stops" : " stop")
          + forWhom(seen.customers())
          + ".";
    }
    if (!seen.degraded().isEmpty()) {
      return Amounts.of(seen.degraded().size(), "service loses", "services lose")
          + " redundancy: "
          + seen.degraded().stream()
              .limit(3)
              .map(name -> title(name, surroundings))
              .collect(Collectors.joining(", "))
          + ".";
    }
    return "";
  }

  private static String named(Impact seen, Surroundings surroundings) {
    List<String> first =
        seen.down().stream().limit(2).map(name -> title(name, surroundings)).toList();
    int more = seen.down().size() - first.size();
    return more == 0
        ? String.join(" and ", first)
        : String.join(", ", first) + " and " + Amounts.of(more, "more service", "more services");
  }

  private static String forWhom(Measure customers) {
    if (customers.isZero()) {
      return "";
    }
    return customers instanceof Measure.Unknown
        ? " for nobody knows how many customers"
        : " for " + Amounts.count(customers) + " customers";
  }

  static boolean losesData(Action action) {
    return action.targets().stream().anyMatch(target -> target.harms().contains(Harm.LOSES_DATA));
  }

  private static String title(String name, Surroundings surroundings) {
    return surroundings.entity(name).map(Surroundings.Entity::title).orElse(name);
  }
}
