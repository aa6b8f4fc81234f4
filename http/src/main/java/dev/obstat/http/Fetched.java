package dev.obstat.http;

/// What is known about a request whose answer was wanted in memory.
public sealed interface Fetched {
  record Answered(ResponseHead head, Content body) implements Fetched {}

  /// As [Forwarded.NotSent].
  record NotSent(String reason) implements Fetched {}

  /// As [Forwarded.Unknown]; also when the answer is larger than was allowed.
  record Unknown(String reason) implements Fetched {}
}
