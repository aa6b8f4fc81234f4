package dev.obstat.http;

/// How the end of a received body is told.
sealed interface Framing {
  record None() implements Framing {}

  record Length(long bytes) implements Framing {}

  record Chunked() implements Framing {}
}
