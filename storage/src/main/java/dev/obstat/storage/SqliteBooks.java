package dev.obstat.storage;

import dev.obstat.core.context.Epoch;
import dev.obstat.core.control.Controls;
import dev.obstat.core.credential.Credentials;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Dispatches;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.grant.Grants;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.incident.Incident;
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

/// The books as one transaction sees them, readable and, in the writing transaction, open for new
/// facts.
final class SqliteBooks implements Journal.Transaction {
  private final Sql given;
  private final Clock clock;
  private final boolean writable;
  private boolean over;
  private @Nullable RuntimeException refusal;

  private SqliteBooks(Sql given, Clock clock, boolean writable) {
    this.given = given;
    this.clock = clock;
    this.writable = writable;
  }

  static <T> T read(Sql sql, Clock clock, Function<Books, T> work) {
    SqliteBooks books = new SqliteBooks(sql, clock, false);
    try {
      return work.apply(books);
    } finally {
      books.over = true;
    }
  }

  /// A refused fact fails the unit even when the work swallows the refusal.
  static <T> T write(Sql sql, Clock clock, Function<Journal.Transaction, T> work) {
    SqliteBooks books = new SqliteBooks(sql, clock, true);
    try {
      T answer = work.apply(books);
      if (books.refusal != null) {
        throw new IllegalStateException("a fact was refused in this unit", books.refusal);
      }
      return answer;
    } finally {
      books.over = true;
    }
  }

  @Override
  public void record(Fact fact) {
    Sql sql = sql();
    if (!writable) {
      throw new IllegalStateException("a read cannot record");
    }
    try {
      Entry entry = new Entries(sql).append(fact, clock.instant());
      new Fold(sql).fold(entry);
    } catch (RuntimeException e) {
      refusal = e;
      throw e;
    }
  }

  private Sql sql() {
    if (over) {
      throw new IllegalStateException("these books are closed: the call that handed them is over");
    }
    return given;
  }

  @Override
  public Epoch epoch() {
    return sql()
        .first(
            "select policy_set, catalog, controls, removals from epoch",
            row -> new Epoch(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
        .orElseThrow();
  }

  @Override
  public Sessions sessions() {
    return new SqliteSessions(sql());
  }

  @Override
  public Reviews reviews() {
    return new SqliteReviews(sql());
  }

  @Override
  public Edits edits() {
    return new SqliteEdits(sql());
  }

  @Override
  public Grants grants() {
    return new SqliteGrants(sql());
  }

  @Override
  public Controls controls() {
    return new SqliteControls(sql());
  }

  @Override
  public Removals removals() {
    return new SqliteRemovals(sql());
  }

  @Override
  public Tunnels tunnels() {
    return new SqliteTunnels(sql());
  }

  @Override
  public Stops stops() {
    return new SqliteStops(sql());
  }

  @Override
  public Incidents incidents() {
    // What it names stands in its entry alone.
    return () ->
        sql()
            .list("select position from incidents order by position", row -> row.getLong(1))
            .stream()
            .map(position -> incident(new Entries(sql()).at(position).fact()))
            .toList();
  }

  private static Incident incident(Fact fact) {
    if (fact instanceof Fact.IncidentOpened(Incident incident)) {
      return incident;
    }
    throw new IllegalStateException("an incident was not opened by its entry");
  }

  @Override
  public Notices notices() {
    return new SqliteNotices(sql());
  }

  @Override
  public Dispatches dispatches() {
    return new SqliteDispatches(sql());
  }

  @Override
  public Credentials credentials() {
    return new SqliteCredentials(sql());
  }

  @Override
  public List<Entry> entries(long from, int most) {
    return new Entries(sql()).range(from, most);
  }

  @Override
  public long size() {
    return new Entries(sql()).size();
  }
}
