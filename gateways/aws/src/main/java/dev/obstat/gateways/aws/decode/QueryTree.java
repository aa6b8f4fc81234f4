package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.request.Pairs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The dotted names of a query request as a tree: `Filter.1.Value.2` is four levels deep. A name is
/// a value or has parts, never both.
final class QueryTree {
  private final Map<String, QueryTree> parts = new LinkedHashMap<>();
  private @Nullable String value;

  static QueryTree of(Pairs pairs, Set<String> without, int depth) {
    QueryTree root = new QueryTree();
    for (Pairs.Pair pair : pairs.pairs()) {
      if (!without.contains(pair.name())) {
        root.add(pair, depth);
      }
    }
    return root;
  }

  private void add(Pairs.Pair pair, int depth) {
    QueryTree node = this;
    int level = 0;
    for (String part : pair.name().split("\\.", -1)) {
      if (part.isEmpty()) {
        throw new Malformed("the parameter name " + quoted(pair.name()) + " has an empty part");
      }
      if (++level > depth) {
        throw new Malformed(
            "the parameter " + quoted(pair.name()) + " is nested deeper than " + depth);
      }
      if (node.value != null) {
        throw both(pair);
      }
      node = node.parts.computeIfAbsent(part, _ -> new QueryTree());
    }
    if (node.value != null) {
      throw new Malformed("the parameter " + quoted(pair.name()) + " is there twice");
    }
    if (!node.parts.isEmpty()) {
      throw both(pair);
    }
    node.value = pair.value();
  }

  private static Malformed both(Pairs.Pair pair) {
    return new Malformed(
        "the parameter " + quoted(pair.name()) + " is both a value and a structure");
  }

  /// Its value, or null when it has parts.
  @Nullable String value() {
    return value;
  }

  Map<String, QueryTree> parts() {
    return parts;
  }

  /// `Tags=` says that a list, map or structure is empty.
  boolean isEmpty() {
    return value != null && value.isEmpty();
  }
}
