package dev.obstat.console.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obstat.core.action.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Subject, action and resource of one question, checked. The `context` of a request goes into no
/// decision, because it is another one with every try (a time, an address): of it, only the
/// approval is read.
///
/// @param approval the approval that the enforcement point was told of; empty for none
record Query(Party subject, Act action, Party resource, String approval) {
  private static final int LONGEST = 1_024;

  /// A subject or a resource.
  record Party(String type, String id, Value.Structure properties) {}

  record Act(String name, Value.Structure properties) {}

  /// @param defaults what the whole batch says; each member takes the place of one of these
  static Query of(JsonNode item, JsonNode defaults) {
    JsonNode context = item.has("context") ? item.path("context") : defaults.path("context");
    if (!context.isMissingNode() && !context.isObject()) {
      throw Problem.malformed("`context` is not an object");
    }
    return new Query(
        party("subject", item, defaults, true),
        act(item, defaults),
        party("resource", item, defaults, true),
        context.path("approval").path("id").asText(""));
  }

  /// @param whole whether the id has to be there
  static Party party(String name, JsonNode item, JsonNode defaults, boolean whole) {
    JsonNode own = object(name, item, defaults);
    JsonNode other = defaults.path(name);
    return new Party(
        text(name, "type", own, other),
        whole ? text(name, "id", own, other) : "",
        properties(name, own));
  }

  private static Act act(JsonNode item, JsonNode defaults) {
    JsonNode own = object("action", item, defaults);
    return new Act(text("action", "name", own, defaults.path("action")), properties("action", own));
  }

  private static JsonNode object(String name, JsonNode item, JsonNode defaults) {
    JsonNode own = item.has(name) ? item.path(name) : defaults.path(name);
    if (!own.isObject()) {
      throw Problem.malformed(
          own.isMissingNode() ? "`" + name + "` is missing" : "`" + name + "` is not an object");
    }
    return own;
  }

  private static String text(String of, String name, JsonNode own, JsonNode other) {
    JsonNode value = own.has(name) ? own.path(name) : other.path(name);
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST) {
      throw Problem.malformed(
          "`" + of + "." + name + "` is missing, or is not a text of at most 1024 characters");
    }
    return value.asText();
  }

  private static Value.Structure properties(String name, JsonNode own) {
    JsonNode properties = own.path("properties");
    if (properties.isMissingNode()) {
      return Value.Structure.EMPTY;
    }
    if (value(properties) instanceof Value.Structure structure) {
      return structure;
    }
    throw Problem.malformed("`" + name + ".properties` is not an object");
  }

  static Value value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Value> members = new LinkedHashMap<>();
      node.properties().forEach(each -> members.put(each.getKey(), value(each.getValue())));
      return new Value.Structure(members);
    }
    if (node.isArray()) {
      List<Value> items =
          StreamSupport.stream(node.spliterator(), false).map(Query::value).toList();
      return new Value.Sequence(items);
    }
    if (node.isNumber()) {
      return new Value.Numeric(node.decimalValue());
    }
    if (node.isBoolean()) {
      return new Value.Flag(node.booleanValue());
    }
    return node.isTextual() ? Value.of(node.textValue()) : new Value.Nothing();
  }

  Query of(Party otherSubject, Party otherResource) {
    return new Query(otherSubject, action, otherResource, approval);
  }

  static JsonNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  Optional<String> approved() {
    return approval.isEmpty() ? Optional.empty() : Optional.of(approval);
  }
}
