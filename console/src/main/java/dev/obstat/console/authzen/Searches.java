package dev.obstat.console.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Match;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.gate.Preview;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which people may, and on which resources: of those that the catalog names. Every candidate is
/// put to the policies; nothing is recorded. What would be held is not among the results.
///
/// There is no search for actions: policies are asked about any name, so there is no list of them.
final class Searches {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST = 1_000;
  private static final Set<String> PEOPLE = Set.of("user", "person");

  private final Preview preview;
  private final Sittings sittings;
  private final Supplier<Catalog> catalog;

  Searches(Preview preview, Sittings sittings, Supplier<Catalog> catalog) {
    this.preview = preview;
    this.sittings = sittings;
    this.catalog = catalog;
  }

  ObjectNode subjects(JsonNode body, AccessToken token) {
    Query.Party wanted = Query.party("subject", body, Query.nothing(), false);
    Stream<String> people =
        PEOPLE.contains(wanted.type()) ? catalog.get().people().stream().sorted() : Stream.of();
    Query asked = Query.of(whole(body, "subject"), Query.nothing());
    return results(
        people
            .limit(MOST)
            .map(id -> new Query.Party(wanted.type(), id, wanted.properties()))
            .filter(party -> isAllowed(asked.of(party, asked.resource()), token))
            .toList());
  }

  ObjectNode resources(JsonNode body, AccessToken token) {
    Query.Party wanted = Query.party("resource", body, Query.nothing(), false);
    String prefix = Translation.WIRE + ":" + wanted.type() + ":";
    Stream<String> ids =
        catalog.get().entities().stream()
            .map(Entity::matches)
            .flatMap(List::stream)
            .map(Match::pattern)
            .filter(pattern -> pattern.startsWith(prefix) && pattern.indexOf('*') < 0)
            .map(pattern -> pattern.substring(prefix.length()))
            .distinct()
            .sorted();
    Query asked = Query.of(whole(body, "resource"), Query.nothing());
    return results(
        ids.limit(MOST)
            .map(id -> new Query.Party(wanted.type(), id, wanted.properties()))
            .filter(party -> isAllowed(asked.of(asked.subject(), party), token))
            .toList());
  }

  /// The request with an id where it leaves one out, so that the rest of it can be checked.
  private static JsonNode whole(JsonNode body, String without) {
    ObjectNode copy = body.deepCopy();
    copy.withObject("/" + without).put("id", "any");
    return copy;
  }

  private boolean isAllowed(Query query, AccessToken token) {
    Sittings.Sitting sitting = sittings.of(query.subject(), token.person(), false);
    Action action =
        Translation.action(query, sitting.principal(), sitting.session(), token.person());
    return preview.of(action, sitting.session()) instanceof Decision.Allow;
  }

  private static ObjectNode results(List<Query.Party> found) {
    ObjectNode answer = JSON.objectNode();
    ArrayNode results = answer.putArray("results");
    found.forEach(party -> results.addObject().put("type", party.type()).put("id", party.id()));
    return answer;
  }
}
