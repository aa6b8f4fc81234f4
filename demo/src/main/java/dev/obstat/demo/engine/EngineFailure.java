package dev.obstat.demo.engine;

/// An engine could not be started or stopped.
public final class EngineFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
