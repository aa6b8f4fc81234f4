package dev.obstat.gateways.aws.sign;

import java.io.IOException;
import java.util.List;

/// A body in pieces. The end is told only after everything that covers the body has been verified.
@FunctionalInterface
interface Blocks {

  int SIZE = 64 * 1024;

  /// The next piece, or an empty array at the verified end. Throws [PayloadRefused] otherwise.
  byte[] next() throws IOException;

  /// Known after the end.
  default List<Header> trailers() {
    return List.of();
  }
}
