package dev.obstat.console;

import java.util.Optional;

/// The ledger as anyone may read it: checkpoint, tiles and entry bundles (C2SP tlog-tiles).
public interface PublicLog {

  /// @param path what follows `/log/`: `checkpoint`, `tile/0/000`
  Optional<byte[]> file(String path);
}
