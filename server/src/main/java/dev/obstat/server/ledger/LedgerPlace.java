package dev.obstat.server.ledger;

import java.nio.file.Path;

/// Where the ledger keeps its things in a data directory.
///
/// | file | what |
/// |---|---|
/// | `ledger.key` | the secret key that signs, for its owner alone |
/// | `ledger.vkey` | its public half, for auditors |
/// | `ledger-hashes/` | hashes of the tree and the last checkpoint, apart from the database |
record LedgerPlace(Path data) {
  Path key() {
    return data.resolve("ledger.key");
  }

  Path vkey() {
    return data.resolve("ledger.vkey");
  }

  HashRows rows() {
    return new HashRows(data.resolve("ledger-hashes"));
  }
}
