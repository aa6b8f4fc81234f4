package dev.obstat.demo.engine;

import java.net.URI;

/// Where DynamoDB's wire is spoken, when it is at all. The demo starts no such engine: whoever
/// wants a table in the story starts one and names its address.
public sealed interface TableEngine {
  /// There is none, so the environment has no table.
  record Absent() implements TableEngine {}

  record At(URI address) implements TableEngine {}

  /// The same service by way of a gateway: none stays none.
  default TableEngine through(URI gateway) {
    return switch (this) {
      case Absent absent -> absent;
      case At _ -> new At(gateway);
    };
  }
}
