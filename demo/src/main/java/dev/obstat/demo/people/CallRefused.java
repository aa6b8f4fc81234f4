package dev.obstat.demo.people;

/// Obstat's HTTP API said no, or did not answer, and why.
public final class CallRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallRefused(String message) {
    super(message);
  }

  CallRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
