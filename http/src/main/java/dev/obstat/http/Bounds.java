package dev.obstat.http;

/// How large the head of a message may be.
///
/// @param startLine bytes of the request line (over it: 414) or status line
/// @param headerBytes bytes of all header lines together (over it: 431)
/// @param headerCount header lines (over it: 431)
public record Bounds(int startLine, int headerBytes, int headerCount) {
  public Bounds {
    if (startLine < 16 || headerBytes < 16 || headerCount < 1) {
      throw new IllegalArgumentException("bounds too small to receive any request");
    }
  }

  /// 16 KiB of request line, 64 KiB and 128 lines of headers.
  public static Bounds usual() {
    return new Bounds(16 * 1024, 64 * 1024, 128);
  }
}
