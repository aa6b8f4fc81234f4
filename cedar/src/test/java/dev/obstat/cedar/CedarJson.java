package dev.obstat.cedar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Entities, values and requests from Cedar's JSON format.
final class CedarJson {
  private static final Position NOWHERE = new Position("json", 1, 1);

  private CedarJson() {}

  static Entities entities(JsonNode json) {
    List<Entity> entities = new ArrayList<>();
    for (JsonNode node : json) {
      Set<EntityUid> parents = new HashSet<>();
      node.path("parents").forEach(parent -> parents.add(uid(parent)));
      entities.add(
          new Entity(
              uid(node.get("uid")),
              record(node.path("attrs")),
              parents,
              record(node.path("tags"))));
    }
    return switch (Entities.build(entities)) {
      case Entities.Result.Built built -> built.entities();
      case Entities.Result.Refused refused ->
          throw new IllegalArgumentException(refused.reasons().toString());
    };
  }

  static Request request(JsonNode json) {
    return new Request(
        uid(json.get("principal")),
        uid(json.get("action")),
        uid(json.get("resource")),
        record(json.get("context")));
  }

  static EntityUid uid(JsonNode json) {
    JsonNode node = json.path("__entity").isMissingNode() ? json : json.get("__entity");
    return new EntityUid(node.get("type").asText(), node.get("id").asText());
  }

  static Value.Record record(JsonNode json) {
    Map<String, Value> attributes = new HashMap<>();
    json.properties().forEach(entry -> attributes.put(entry.getKey(), value(entry.getValue())));
    return Value.Record.of(attributes);
  }

  static Value value(JsonNode json) {
    if (json.isBoolean()) {
      return Value.of(json.asBoolean());
    }
    if (json.isIntegralNumber()) {
      return Value.of(json.longValue());
    }
    if (json.isTextual()) {
      return Value.of(json.asText());
    }
    if (json.isArray()) {
      List<Value> elements = new ArrayList<>();
      json.forEach(element -> elements.add(value(element)));
      return Value.Set.of(elements);
    }
    if (json.has("__entity")) {
      return Value.of(uid(json));
    }
    if (json.has("__extn")) {
      return extension(json.get("__extn"));
    }
    return record(json);
  }

  private static Value extension(JsonNode json) {
    String name = json.get("fn").asText();
    List<Value> arguments = new ArrayList<>();
    if (json.has("arg")) {
      arguments.add(value(json.get("arg")));
    }
    json.path("args").forEach(argument -> arguments.add(value(argument)));
    ExtensionFunction function =
        ExtensionFunction.named(name, ExtensionFunction.Style.FUNCTION)
            .or(() -> ExtensionFunction.named(name, ExtensionFunction.Style.METHOD))
            .orElseThrow();
    return Extensions.call(function, arguments, NOWHERE);
  }
}
