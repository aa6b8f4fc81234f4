package dev.obstat.http;

/// One connection to an upstream with what has been read from it ahead.
record Link(Upstream upstream, Wire wire, ByteSource source, long idleSince) {
  Link idle() {
    return new Link(upstream, wire, source, System.nanoTime());
  }

  /// Whether it can carry another request: nothing has arrived on it, not even its end.
  boolean isFresh() {
    return source.buffered() == 0 && !source.isOver() && source.buffered() == 0;
  }
}
