package dev.obstat.http;

/// The client took no more of the answer: it went away or stopped reading. A handler lets it pass.
public final class ClientGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClientGone(String reason, Throwable cause) {
    super(reason, cause);
  }
}
