package dev.obstat.core.policy;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Principal;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gather.Gatherer;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// A session of the agent `kiro` in a journal in memory, gathered from as in the product.
public final class Situation {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  private final Journal journal = new InMemoryJournal(clock);
  private final Gatherer gatherer;
  private final Session session =
      new Session(
          "s-1",
          new Principal.Agent("kiro", "olga"),
          "olga",
          "correct a report",
          "OBSTAT1",
          NOON,
          NOON.plus(Duration.ofHours(8)),
          new Session.Standing.Live());

  public Situation(Catalog catalog) {
    this(catalog, LiveFacts.NOBODY);
  }

  public Situation(Catalog catalog, LiveFacts live) {
    this.gatherer = new Gatherer(journal, new Catalogs(catalog), Windows.USUAL, live, clock);
    record(new Fact.SessionOpened(session));
  }

  public Situation record(Fact fact) {
    journal.write(
        books -> {
          books.record(fact);
          return fact;
        });
    return this;
  }

  public Situation halted(Halt halt) {
    return record(new Fact.HaltPlaced(halt));
  }

  public Situation frozen(Freeze freeze) {
    return record(new Fact.FreezePlaced(freeze));
  }

  public Context context(Action action) {
    return gatherer.gather(action, session);
  }
}
