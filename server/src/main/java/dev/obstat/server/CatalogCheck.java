package dev.obstat.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.DataDirectory;
import dev.obstat.cli.Shown;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Binding;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Overlaps;
import dev.obstat.core.catalog.Stages;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.storage.SqliteJournal;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a catalog that holds together still leaves open.
///
/// @param conflicts patterns of two entities that some name fits both of, with where each stands
/// @param recorded what the ledger says of it; empty when none was looked at
record CatalogCheck(
    int entities,
    int services,
    List<String> unowned,
    List<String> unvalued,
    List<String> unmatched,
    List<String> conflicts,
    Optional<Recorded> recorded) {

  private static final int AT_ONCE = 1_000;
  private static final int MOST_CONFLICTS = 200;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /// @param actions recorded ones that change something in production
  /// @param unbound those of them with a target that no entity matches, or that is not resolved
  /// @param resources the targets that no entity matches, with how often, the most frequent first
  record Recorded(long actions, long unbound, List<Map.Entry<String, Long>> resources) {
    BigDecimal share() {
      return actions == 0
          ? BigDecimal.ZERO
          : BigDecimal.valueOf(unbound)
              .multiply(HUNDRED)
              .divide(BigDecimal.valueOf(actions), 1, RoundingMode.HALF_UP);
    }
  }

  static CatalogCheck of(Catalog catalog) {
    List<String> unowned = new ArrayList<>();
    List<String> unvalued = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    int services = 0;
    for (Entity entity : catalog.entities()) {
      String name = entity.ref().toString();
      if (entity.isService()) {
        services++;
        if (catalog.ownersOf(name).isEmpty()) {
          unowned.add(name);
        }
        if (isUnvalued(entity)) {
          unvalued.add(name);
        }
      } else if (entity.ref().kind().equals("resource") && entity.matches().isEmpty()) {
        unmatched.add(name);
      }
    }
    return new CatalogCheck(
        catalog.entities().size(),
        services,
        unowned,
        unvalued,
        unmatched,
        conflicts(catalog),
        Optional.empty());
  }

  private static List<String> conflicts(Catalog catalog) {
    Overlaps.Answer answer = Overlaps.of(catalog, MOST_CONFLICTS);
    List<String> conflicts = new ArrayList<>();
    for (Overlaps.Overlap overlap : answer.overlaps()) {
      String stage = catalog.stage(overlap.entity());
      String otherStage = catalog.stage(overlap.otherEntity());
      conflicts.add(
          overlap.other().at()
              + ": `"
              + overlap.other().pattern()
              + (overlap.isSame()
                  ? "` is claimed at "
                  : "` and `" + overlap.match().pattern() + "` at ")
              + overlap.match().at()
              + (overlap.isSame() ? " too" : " have names in common")
              + (stage.equals(otherStage)
                  ? ""
                  : ": such a name counts as " + Stages.stricter(stage, otherStage)));
    }
    if (!answer.complete()) {
      conflicts.add("and there are more, or too many patterns to compare each with each");
    }
    return conflicts;
  }

  private static boolean isUnvalued(Entity entity) {
    boolean noCustomers =
        entity.weight().customers() instanceof Figure.NotStated
            && entity.weight().segments().isEmpty();
    return noCustomers
        || entity.weight().revenuePerHour() instanceof Figure.NotStated
        || entity.weight().recoveryMinutes() instanceof Figure.NotStated;
  }

  /// The same, with what a data directory recorded.
  CatalogCheck with(DataDirectory directory, Catalog catalog) {
    if (!Files.exists(directory.database())) {
      throw new CommandFailed("nothing is recorded in `" + directory.path() + "`");
    }
    return switch (SqliteJournal.open(directory.path(), Clock.systemUTC())) {
      case SqliteJournal.Answer.Refused no ->
          throw new CommandFailed(no.why() + ": stop the server, or check a copy of its directory");
      case SqliteJournal.Answer.Opened opened -> {
        try (SqliteJournal journal = opened.journal()) {
          yield new CatalogCheck(
              entities,
              services,
              unowned,
              unvalued,
              unmatched,
              conflicts,
              Optional.of(recorded(journal, catalog)));
        }
      }
    };
  }

  private static Recorded recorded(SqliteJournal journal, Catalog catalog) {
    Map<String, Long> resources = new HashMap<>();
    long actions = 0;
    long unbound = 0;
    long next = 0;
    while (true) {
      long from = next;
      List<Entry> entries = journal.read(books -> books.entries(from, AT_ONCE));
      if (entries.isEmpty()) {
        break;
      }
      next = entries.getLast().index() + 1;
      for (Entry entry : entries) {
        Optional<Action> action = action(entry.fact()).filter(one -> one.effect().changes());
        if (action.isEmpty() || !isInProduction(action.get(), catalog)) {
          continue;
        }
        actions++;
        List<String> missing = unbound(action.get(), catalog);
        unbound += missing.isEmpty() ? 0 : 1;
        missing.forEach(name -> resources.merge(name, 1L, Long::sum));
      }
    }
    return new Recorded(
        actions,
        unbound,
        resources.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList());
  }

  private static Optional<Action> action(Fact fact) {
    return switch (fact) {
      case Fact.Dispatched dispatched -> Optional.of(dispatched.action());
      case Fact.Refused refused -> Optional.of(refused.action());
      case Fact.ReviewOpened opened -> Optional.of(opened.review().action());
      default -> Optional.empty();
    };
  }

  private static boolean isInProduction(Action action, Catalog catalog) {
    return action.targets().stream()
        .anyMatch(
            target ->
                switch (target) {
                  case Target.Known known ->
                      catalog.bind(known.name()).stage().equals(Stages.PRODUCTION);
                  case Target.Unresolved _ -> true;
                });
  }

  private static List<String> unbound(Action action, Catalog catalog) {
    List<String> names = new ArrayList<>();
    for (Target target : action.targets()) {
      switch (target) {
        case Target.Known known -> {
          Binding binding = catalog.bind(known.name());
          if (binding.isUnbound()) {
            names.add(known.name());
          }
        }
        case Target.Unresolved unresolved -> names.add(unresolved.written() + " (not resolved)");
      }
    }
    return names;
  }

  ObjectNode json() {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("holds", true).put("entities", entities).put("services", services);
    texts(node.putArray("unowned"), unowned);
    texts(node.putArray("unvalued"), unvalued);
    texts(node.putArray("unmatched"), unmatched);
    texts(node.putArray("conflicts"), conflicts);
    recorded.ifPresent(
        found -> {
          ObjectNode ledger = node.putObject("recorded");
          ledger
              .put("productionActions", found.actions())
              .put("unbound", found.unbound())
              .put("unboundShare", found.share());
          ArrayNode resources = ledger.putArray("unboundResources");
          found
              .resources()
              .forEach(
                  entry ->
                      resources
                          .addObject()
                          .put("name", entry.getKey())
                          .put("times", entry.getValue()));
        });
    return node;
  }

  private static void texts(ArrayNode node, List<String> texts) {
    texts.forEach(node::add);
  }

  static void print(JsonNode answer, PrintWriter out, int most) {
    out.printf(
        "it holds together: %d entities, %d of them services%n",
        answer.path("entities").asInt(), answer.path("services").asInt());
    list(out, "services that nobody owns", answer.path("unowned"), most);
    list(
        out,
        "services without customers, revenue or time to recover",
        answer.path("unvalued"),
        most);
    list(out, "resources that match nothing real", answer.path("unmatched"), most);
    list(out, "claimed twice", answer.path("conflicts"), most);
    list(out, "notes", answer.path("notes"), most);
    JsonNode recorded = answer.path("recorded");
    if (recorded.isObject()) {
      out.printf(
          "recorded: %d actions that change production, %d of them (%s %%) hit what no entity"
              + " matches%n",
          recorded.path("productionActions").asLong(),
          recorded.path("unbound").asLong(),
          recorded.path("unboundShare").asText());
      int shown = 0;
      for (JsonNode resource : recorded.path("unboundResources")) {
        if (shown++ == most) {
          out.println("  and more: `--json` has them all");
          break;
        }
        out.printf(
            "  %6d  %s%n",
            resource.path("times").asLong(), Shown.safely(resource.path("name").asText()));
      }
    }
  }

  private static void list(PrintWriter out, String head, JsonNode lines, int most) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(lines.size() + " " + head + ":");
    int shown = 0;
    for (JsonNode line : lines) {
      if (shown++ == most) {
        out.println("  and " + (lines.size() - most) + " more: `--json` has them all");
        return;
      }
      out.println("  " + Shown.safely(line.asText()));
    }
  }
}
