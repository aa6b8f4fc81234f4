package dev.obstat.ledger;

/// What checking a proof gave.
public sealed interface ProofCheck {
  /// The proof shows what it claims.
  record Holds() implements ProofCheck {}

  /// The proof shows nothing; the reason says at which point it fails.
  record Refused(String reason) implements ProofCheck {}

  /// Whether the proof holds, for callers who do not report the reason.
  default boolean holds() {
    return switch (this) {
      case Holds() -> true;
      case Refused(String _) -> false;
    };
  }
}
