package dev.obstat.storage.json;

/// The bytes of an entry are not what this version writes or knows.
public final class UnreadableEntry extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEntry(String message) {
    super(message);
  }

  public UnreadableEntry(String message, Throwable cause) {
    super(message, cause);
  }
}
