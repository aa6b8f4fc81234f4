package dev.obstat.core.desk;

import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import java.util.Optional;

/// Records a touch in the transaction of what it confirms. That its signature is good was verified
/// before, where the browser was answered.
final class Touches {
  private Touches() {}

  /// @return why it does not count; empty when it is recorded
  static Optional<String> record(Journal.Transaction books, Touch touch) {
    Optional<Passkey> passkey =
        books
            .credentials()
            .passkey(touch.passkey())
            .filter(found -> found.person().equals(touch.person()));
    if (passkey.isEmpty()) {
      return Optional.of("this passkey is not enrolled, or was removed");
    }
    if (!passkey.get().mayCount(touch.count())) {
      return Optional.of(
          "this passkey has signed more often before, so there is a copy of it: remove it");
    }
    books.record(new Fact.Touched(touch));
    return Optional.empty();
  }
}
