package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import java.util.ArrayList;
import java.util.List;

/// Looks up dotted paths in parameters. Lists on the way give all their items.
final class Parameters {
  private Parameters() {}

  /// All values at a path; `*` as the last part gives the keys of a map as text.
  static List<Value> at(Value root, String path) {
    List<Value> found = List.of(root);
    for (String part : path.split("\\.", -1)) {
      List<Value> next = new ArrayList<>();
      for (Value value : found) {
        step(value, part, next);
      }
      found = next;
    }
    List<Value> flat = new ArrayList<>();
    found.forEach(value -> items(value, flat));
    return flat;
  }

  /// Whether of several items on the way some have the last part of the path and some do not: then
  /// what is there is not all that the request is about.
  static boolean isGivenInPart(Value root, String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String last = path.substring(dot + 1);
    List<Value> parents = at(root, path.substring(0, dot));
    long having =
        parents.stream()
            .filter(
                parent ->
                    parent instanceof Value.Structure(var members) && members.containsKey(last))
            .count();
    return having > 0 && having < parents.size() && !last.equals("*");
  }

  private static void step(Value value, String part, List<Value> next) {
    switch (value) {
      case Value.Structure structure -> {
        if (part.equals("*")) {
          structure.members().keySet().forEach(key -> next.add(new Value.Text(key)));
          return;
        }
        Value member = structure.members().get(part);
        if (member != null) {
          next.add(member);
        }
      }
      case Value.Sequence list -> list.items().forEach(item -> step(item, part, next));
      case Value.Text _, Value.Numeric _, Value.Flag _, Value.Nothing _ -> {}
      case Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> {}
    }
  }

  private static void items(Value value, List<Value> flat) {
    if (value instanceof Value.Sequence list) {
      list.items().forEach(item -> items(item, flat));
    } else {
      flat.add(value);
    }
  }

  /// The text of a value without parts; empty for all others.
  static String text(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Numeric(var number) -> number.stripTrailingZeros().toPlainString();
      case Value.Flag(boolean flag) -> Boolean.toString(flag);
      case Value.Nothing _, Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> "";
      case Value.Sequence _, Value.Structure _ -> "";
    };
  }
}
