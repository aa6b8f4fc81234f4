package dev.obstat.core.decision;

/// Who a vote is asked from.
public sealed interface Group {

  /// A group of the catalog, by its name.
  record Named(String name) implements Group {}

  /// The group that owns a service.
  record OwnersOf(String service) implements Group {}

  /// Anyone who may vote at all.
  record Peers() implements Group {}

  /// For people: `peers`, `owners of cost-explorer`.
  default String words() {
    return switch (this) {
      case Named(String name) -> name;
      case OwnersOf(String service) -> "owners of " + service;
      case Peers _ -> "peers";
    };
  }
}
