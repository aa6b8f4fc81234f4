package dev.obstat.core.desk;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where a person puts a catalog in force that takes something less seriously than the one before.
/// Until somebody does, the one before stays in force.
public final class CatalogDesk {
  private final Journal journal;
  private final Clock clock;
  private final AtomicReference<Optional<Held>> held = new AtomicReference<>(Optional.empty());

  public CatalogDesk(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /// A catalog that waits.
  ///
  /// @param loosened what it takes less seriously, a sentence each
  public record Waiting(String digest, List<String> loosened, Instant since) {
    public Waiting {
      loosened = List.copyOf(loosened);
    }
  }

  private record Held(Waiting waiting, Runnable inForce) {}

  public Optional<Waiting> waiting() {
    return held.get().map(Held::waiting);
  }

  /// A looser catalog was found; it takes the place of one that waits already. That it was found is
  /// a fact.
  ///
  /// @param files each file's name and SHA-256
  /// @param inForce puts it in force
  public void hold(
      String digest, Map<String, String> files, List<String> loosened, Runnable inForce) {
    if (waiting().filter(same -> same.digest().equals(digest)).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    journal.write(
        books -> {
          books.record(new Fact.CatalogHeld(digest, files, loosened, now));
          return digest;
        });
    held.set(Optional.of(new Held(new Waiting(digest, loosened, now), inForce)));
  }

  /// What was found last is not looser: nothing waits any more.
  public void clear() {
    held.set(Optional.empty());
  }

  /// @param digest of what the person has seen
  /// @return false when that one does not wait, or no longer
  public boolean confirm(String digest, String by) {
    Optional<Held> before = held.get();
    boolean waits = before.filter(one -> one.waiting().digest().equals(digest)).isPresent();
    if (!waits || !held.compareAndSet(before, Optional.empty())) {
      return false;
    }
    journal.write(
        books -> {
          books.record(new Fact.CatalogConfirmed(digest, by, clock.instant()));
          return digest;
        });
    before.ifPresent(one -> one.inForce().run());
    return true;
  }
}
