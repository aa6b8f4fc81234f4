package dev.obstat.ledger;

/// The library was used wrongly or its own store is broken; never the answer to foreign bytes.
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LedgerException(String message) {
    super(message);
  }

  LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
