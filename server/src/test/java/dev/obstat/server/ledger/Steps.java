package dev.obstat.server.ledger;

import dev.obstat.ledger.SignerKey;
import dev.obstat.storage.SqliteJournal;
import java.nio.file.Path;
import java.time.Clock;

/// A keeper's steps one by one, for whoever stops between them.
final class Steps {
  private Steps() {}

  /// @param from how many entries the stored hashes are taken for
  static Growth growth(Path data, SqliteJournal journal, long from) {
    LedgerPlace place = new LedgerPlace(data);
    HashRows rows = place.rows();
    rows.cut(from);
    return new Growth(
        rows.frontier(from).orElseThrow(),
        rows,
        journal.leaves(),
        journal.checkpoints(),
        key(place),
        Clock.systemUTC());
  }

  private static SignerKey key(LedgerPlace place) {
    return switch (new SigningKey(place, KeptLedger.ORIGIN).load(true)) {
      case SigningKey.Answer.Found(SignerKey key) -> key;
      case SigningKey.Answer.Refused(String why) -> throw new AssertionError(why);
    };
  }
}
