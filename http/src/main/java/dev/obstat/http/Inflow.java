package dev.obstat.http;

import java.io.IOException;

/// Where bytes come from: a connection, or a text that somebody kept.
interface Inflow {

  /// At least one byte, or -1 at the end.
  ///
  /// @throws java.net.SocketTimeoutException when nothing came in time
  int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException;

  /// What is here now: a count, 0 for nothing yet, -1 for the end.
  int readNow(byte[] target, int offset, int length) throws IOException;
}
