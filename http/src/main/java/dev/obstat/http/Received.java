package dev.obstat.http;

/// What came of asking for a whole request body.
public sealed interface Received {
  record Whole(Content content) implements Received {}

  /// Over the bound (413), malformed (400), too slow (408) or broken off (400). After this the
  /// connection is closed with the answer.
  record Refused(Refusal refusal) implements Received {}
}
