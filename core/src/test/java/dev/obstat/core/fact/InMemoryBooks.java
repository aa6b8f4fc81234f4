package dev.obstat.core.fact;

import dev.obstat.core.context.Epoch;
import dev.obstat.core.control.Controls;
import dev.obstat.core.credential.Credentials;
import dev.obstat.core.grant.Grants;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.incident.Incidents;
import dev.obstat.core.notice.Notices;
import dev.obstat.core.review.Edits;
import dev.obstat.core.review.Reviews;
import dev.obstat.core.session.Sessions;
import dev.obstat.core.session.Stops;
import dev.obstat.core.session.Tunnels;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One view of the state, which the first recorded fact replaces by a copy of its own.
final class InMemoryBooks implements Journal.Transaction {
  private final Clock clock;
  private final boolean writable;
  private InMemoryState state;
  private boolean copied;
  private boolean over;
  private @Nullable RuntimeException refusal;

  private InMemoryBooks(InMemoryState state, Clock clock, boolean writable) {
    this.state = state;
    this.clock = clock;
    this.writable = writable;
  }

  static InMemoryBooks readable(InMemoryState state, Clock clock) {
    return new InMemoryBooks(state, clock, false);
  }

  static InMemoryBooks writable(InMemoryState state, Clock clock) {
    return new InMemoryBooks(state, clock, true);
  }

  /// Runs the work; a refused fact fails it even when the work swallows the refusal.
  <T> T run(Function<? super Journal.Transaction, T> work) {
    try {
      T answer = work.apply(this);
      if (refusal != null) {
        throw new IllegalStateException("a fact was refused in this unit", refusal);
      }
      return answer;
    } finally {
      over = true;
    }
  }

  InMemoryState state() {
    return state;
  }

  @Override
  public void record(Fact fact) {
    InMemoryState now = open();
    if (!writable) {
      throw new IllegalStateException("a read cannot record");
    }
    if (!copied) {
      now = now.copy();
      state = now;
      copied = true;
    }
    try {
      now.fold(new Entry(now.size(), clock.instant(), fact));
    } catch (RuntimeException e) {
      refusal = e;
      throw e;
    }
  }

  private InMemoryState open() {
    if (over) {
      throw new IllegalStateException("these books are closed: the call that handed them is over");
    }
    return state;
  }

  @Override
  public Epoch epoch() {
    return open().epoch();
  }

  @Override
  public Sessions sessions() {
    return open().sessions();
  }

  @Override
  public Reviews reviews() {
    return open().reviews();
  }

  @Override
  public Edits edits() {
    return open().edits();
  }

  @Override
  public Grants grants() {
    return open().grants();
  }

  @Override
  public Controls controls() {
    return open().controls();
  }

  @Override
  public Removals removals() {
    return open().removals();
  }

  @Override
  public Tunnels tunnels() {
    return open().tunnels();
  }

  @Override
  public Stops stops() {
    return open().stops();
  }

  @Override
  public Incidents incidents() {
    return () -> open().incidents();
  }

  @Override
  public Notices notices() {
    return open().notices();
  }

  @Override
  public Dispatches dispatches() {
    return open().dispatches();
  }

  @Override
  public Credentials credentials() {
    return open().credentials();
  }

  @Override
  public List<Entry> entries(long from, int most) {
    return open().entries(from, most);
  }

  @Override
  public long size() {
    return open().size();
  }
}
