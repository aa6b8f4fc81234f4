package dev.obstat.core.fact;

/// Facts cannot be made durable, or state cannot be read. Nothing may go out.
public final class JournalUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public JournalUnavailable(String message) {
    super(message);
  }
}
