package dev.obstat.http;

/// Serves one request, blocking, on a virtual thread of its own.
///
/// A handler that returns without answering, or throws, is an error: it is logged, and the client
/// gets a 500, or a broken connection when part of an answer is already out.
@FunctionalInterface
public interface Handler {
  void handle(Exchange exchange);
}
