package dev.obstat.http;

/// What is known about a request after it was forwarded.
public sealed interface Forwarded {
  /// The upstream's answer came in whole.
  ///
  /// @param head as the upstream sent it
  /// @param relayed bytes of body that were passed on to the client
  /// @param delivered false when the client went away before it had all of it
  record Answered(ResponseHead head, long relayed, boolean delivered) implements Forwarded {}

  /// Not one byte of the request went out: it can be sent again without a second thought. The
  /// client has not been answered.
  record NotSent(String reason) implements Forwarded {}

  /// Something of the request went out and no whole answer came back: it may have been acted on or
  /// not. A client that had got part of an answer has been cut off; otherwise it has not been
  /// answered ([Exchange#answered()]).
  record Unknown(String reason) implements Forwarded {}
}
