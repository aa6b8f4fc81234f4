package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.questions.Concentration;
import dev.obstat.core.questions.Outage;
import dev.obstat.core.questions.Stake;
import dev.obstat.core.questions.Sum;
import dev.obstat.core.questions.Without;
import java.math.BigDecimal;
import java.util.Locale;

/// The answers to questions about the catalog, as JSON: the same from a server and from files.
public final class Answers {
  private Answers() {}

  public static ObjectNode impact(Catalog catalog, Without without) {
    Impact impact = without.impact();
    ObjectNode node = Json.object();
    node.set("entities", Json.texts(without.entities()));
    what(node, impact);
    stake(node, without.stake(), catalog.currency());
    node.set("exposure", money(without.exposure(), catalog.currency()));
    Json.measure(node, "recoveryMinutes", impact.recoveryMinutes());
    return node;
  }

  public static ObjectNode outage(Catalog catalog, Outage outage) {
    ObjectNode node =
        Json.object().put("place", outage.place().toString()).put("hours", outage.hours());
    node.set("entities", Json.texts(outage.entities()));
    what(node, outage.impact());
    stake(node, outage.stake(), catalog.currency());
    node.set("exposure", money(outage.cost(), catalog.currency()));
    ArrayNode losses = node.putArray("losses");
    for (Outage.Loss loss : outage.losses()) {
      ObjectNode one = losses.addObject().put("service", loss.service());
      stake(one, loss.stake(), catalog.currency());
      one.set("exposure", money(loss.cost(), catalog.currency()));
      one.set("hanging", money(loss.hanging(), catalog.currency()));
      one.put("needing", loss.needing());
      one.set("path", Json.texts(loss.path()));
    }
    node.set("surviving", Json.texts(outage.surviving()));
    return node.put("unplaced", outage.unplaced());
  }

  public static ObjectNode concentration(Catalog catalog, Concentration found) {
    ObjectNode node = Json.object();
    stake(node.putObject("total"), found.total(), catalog.currency());
    ArrayNode places = node.putArray("places");
    for (Concentration.Held held : found.places()) {
      ObjectNode one =
          places
              .addObject()
              .put("place", held.place().toString())
              .put("kind", held.place().kind().name().toLowerCase(Locale.ROOT));
      stake(one, held.stake(), catalog.currency());
      shares(one, held.stake(), found.total());
    }
    ArrayNode single = node.putArray("single");
    for (Concentration.Single held : found.single()) {
      ObjectNode one = single.addObject().put("entity", held.entity());
      stake(one, held.stake(), catalog.currency());
      shares(one, held.stake(), found.total());
      one.set("exposure", money(held.exposure(), catalog.currency()));
      Json.measure(one, "recoveryMinutes", held.recoveryMinutes());
      one.set("down", Json.texts(held.services().stream().sorted().toList()));
    }
    return node.put("unplaced", found.unplaced()).put("left", found.left());
  }

  private static void what(ObjectNode node, Impact impact) {
    node.set("down", Json.texts(impact.down()));
    node.set("degraded", Json.texts(impact.degraded()));
    node.set("redundancy", Json.redundancy(impact));
    node.set("paths", Json.paths(impact));
    node.set("unknown", Json.texts(impact.unknown()));
  }

  private static void stake(ObjectNode node, Stake stake, String currency) {
    node.put("services", stake.services()).put("tierZero", stake.tierZero());
    sum(node, "customers", stake.customers());
    node.set("revenuePerHour", money(stake.revenuePerHour(), currency));
  }

  private static void shares(ObjectNode node, Stake part, Stake all) {
    ObjectNode shares = node.putObject("share");
    share(shares, "revenue", part.revenuePerHour().known(), all.revenuePerHour().known());
    share(shares, "customers", part.customers().known(), all.customers().known());
    share(shares, "tierZero", part.tierZero(), all.tierZero());
  }

  private static void share(ObjectNode node, String name, long part, long all) {
    share(node, name, BigDecimal.valueOf(part), BigDecimal.valueOf(all));
  }

  private static void share(ObjectNode node, String name, BigDecimal part, BigDecimal all) {
    node.put(name, Concentration.share(part, all));
  }

  /// What is not stated is never 0: a sum to which nobody knows a part says of how many services.
  private static void sum(ObjectNode node, String name, Sum sum) {
    node.put(name, plain(sum.known()));
    if (!sum.isKnown()) {
      node.put(name + "UnknownFor", sum.unknown());
    }
  }

  private static ObjectNode money(Sum sum, String currency) {
    ObjectNode node = Json.object();
    sum(node, "amount", sum);
    return node.put("currency", currency);
  }

  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
