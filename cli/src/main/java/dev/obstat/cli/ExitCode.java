package dev.obstat.cli;

/// What a command's exit code says.
public final class ExitCode {
  /// Done, or allowed.
  public static final int DONE = 0;

  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int HELD = 3;
  public static final int DENIED = 4;

  private ExitCode() {}
}
