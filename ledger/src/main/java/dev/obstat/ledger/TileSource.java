package dev.obstat.ledger;

import java.util.Optional;

/// Where the files of a log are: a directory, a web server, a table.
@FunctionalInterface
public interface TileSource {
  /// The bytes at a path such as `tile/0/000.p/17`; empty when nothing is there.
  Optional<byte[]> read(String path);
}
