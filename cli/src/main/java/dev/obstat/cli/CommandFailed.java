package dev.obstat.cli;

/// A command cannot go on, and why, in a sentence for the person at the terminal.
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailed(String message) {
    super(message);
  }

  public CommandFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
