package dev.obstat.ledger;

/// What reading foreign bytes gave: the thing, or why it is refused.
public sealed interface Parsed<T> {
  record Read<T>(T value) implements Parsed<T> {}

  record Refused<T>(String reason) implements Parsed<T> {}

  /// The value, for callers to whom a refusal means that their own store is broken.
  default T orThrow() {
    return switch (this) {
      case Read<T>(T value) -> value;
      case Refused<T>(String reason) -> throw new LedgerException(reason);
    };
  }
}
