package dev.obstat.storage;

import dev.obstat.core.action.Action;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.session.Session;
import java.time.Instant;
import java.util.List;

/// What each fact does to the state tables. Nothing else writes them. A fact that contradicts the
/// state (an id that is unknown or already taken, an end of something that has ended, a grant
/// redeemed twice) is refused with an [IllegalArgumentException].
final class Fold {
  private static final List<String> TABLES =
      List.of(
          "sessions",
          "session_uses",
          "reviews",
          "votes",
          "grants",
          "dispatches",
          "halts",
          "freezes",
          "incidents");

  private static final int AT_ONCE = 500;

  private final Sql sql;
  private final Counting counting;

  Fold(Sql sql) {
    this.sql = sql;
    this.counting = new Counting(sql);
  }

  /// Empties the state tables and folds all entries anew.
  ///
  /// @return how many entries there were
  long rebuild() {
    TABLES.forEach(table -> sql.change("delete from " + table));
    Counting.TABLES.forEach(table -> sql.change("delete from " + table));
    sql.change("update epoch set policy_set = '', catalog = '', controls = 0, removals = 0");
    Entries entries = new Entries(sql);
    long next = 0;
    while (true) {
      List<Entry> some = entries.range(next, AT_ONCE);
      if (some.isEmpty()) {
        return next;
      }
      for (Entry entry : some) {
        if (entry.index() != next) {
          throw new IllegalStateException("entry " + next + " is missing");
        }
        fold(entry);
        next++;
      }
    }
  }

  void fold(Entry entry) {
    switch (entry.fact()) {
      case Fact.SessionOpened opened -> open(entry.index(), opened.session());
      case Fact.SessionClosed closed ->
          end(closed.session(), SqliteSessions.CLOSED, "", "", closed.at());
      case Fact.SessionRevoked ended ->
          end(ended.session(), SqliteSessions.REVOKED, ended.by(), ended.why(), ended.at());
      case Fact.ReviewOpened opened -> open(entry.index(), opened.review());
      case Fact.ReviewJoined joined -> {
        require(exists("reviews", joined.review()), "review", joined.review(), "is not there");
        use(joined.session(), 0, 1, 0, 0);
        new SqliteSessions(sql)
            .find(joined.session())
            .ifPresent(session -> counting.held(session.agent(), joined.at()));
      }
      case Fact.Dispatched dispatched -> dispatch(entry.index(), dispatched);
      case Fact.Completed end -> {
        end(end.dispatch(), SqliteDispatches.COMPLETED, end.outcome(), end.at());
        removalsMovedIf(counting.completed(end.dispatch()));
      }
      case Fact.Failed end -> fail(entry.index(), end);
      case Fact.EndUnknown end ->
          end(end.dispatch(), SqliteDispatches.UNKNOWN, end.why(), end.at());
      case Fact.Missing missing -> {
        require(
            exists("dispatches", missing.dispatch()),
            "dispatch",
            missing.dispatch(),
            "is not there");
        removalsMovedIf(counting.missing(missing));
      }
      case Fact.Restored restored -> {
        require(counting.restored(restored.target()), "target", restored.target(), "is not gone");
        removalsMoved();
      }
      case Fact.Refused refused -> {
        use(refused.action().session(), 0, 0, 1, 0);
        counting.refused(entry.index(), refused.action(), refused.at());
      }
      case Fact.NotUnderstood _, Fact.StrangersRefused _ -> {}
      case Fact.VoteCast cast -> vote(entry.index(), cast);
      case Fact.ReviewApproved approved -> approve(entry.index(), approved);
      case Fact.ReviewRejected no ->
          close(no.review(), SqliteReviews.REJECTED, no.by(), no.comment(), "", no.at());
      case Fact.ReviewExpired end ->
          close(end.review(), SqliteReviews.EXPIRED, "", "", "", end.at());
      case Fact.GrantVoided voided ->
          spend(voided.grant(), SqliteGrants.VOIDED, "", voided.why(), voided.at());
      case Fact.HaltPlaced placed -> place(entry.index(), placed.halt());
      case Fact.HaltLifted lifted -> {
        drop("halts", "halt", lifted.halt());
        controlsMoved();
      }
      case Fact.FreezePlaced placed -> place(entry.index(), placed.freeze());
      case Fact.FreezeLifted lifted -> {
        drop("freezes", "freeze", lifted.freeze());
        controlsMoved();
      }
      case Fact.IncidentOpened opened -> open(entry.index(), opened.incident());
      case Fact.IncidentClosed closed -> drop("incidents", "incident", closed.incident());
      case Fact.PolicySetInForce set -> sql.change("update epoch set policy_set = ?", set.digest());
      case Fact.CatalogInForce set -> sql.change("update epoch set catalog = ?", set.digest());
    }
  }

  private void open(long position, Session session) {
    require(
        session.standing() instanceof Session.Standing.Live, "session", session.id(), "has ended");
    if (new SqliteSessions(sql).byAccessKey(session.accessKeyId()).isPresent()) {
      throw new IllegalArgumentException("there is already a session with this access key");
    }
    int added =
        sql.change(
            "insert into sessions (id, position, agent, operator, opened_by, intent,"
                + " access_key_id, opened, expires, standing, ended_by, ended_why, ended_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '') on conflict (id) do nothing",
            session.id(),
            position,
            session.agent().name(),
            session.agent().operator(),
            session.openedBy(),
            session.intent(),
            session.accessKeyId(),
            Times.column(session.opened()),
            Times.column(session.expires()),
            SqliteSessions.LIVE);
    require(added == 1, "session", session.id(), "is already there");
  }

  private void end(String session, String standing, String by, String why, Instant at) {
    int changed =
        sql.change(
            "update sessions set standing = ?, ended_by = ?, ended_why = ?, ended_at = ?"
                + " where id = ? and standing = 'live'",
            standing,
            by,
            why,
            Times.column(at),
            session);
    requireChanged(changed, "sessions", "session", session, "has ended");
    controlsMoved();
  }

  private void open(long position, Review review) {
    require(review.isOpen() && review.votes().isEmpty(), "review", review.id(), "is not a new one");
    int added =
        sql.change(
            "insert into reviews (id, position, digest, state, closed_by, comment, issued_grant,"
                + " closed_at) values (?, ?, ?, ?, '', '', '', '') on conflict (id) do nothing",
            review.id(),
            position,
            review.digest().hex(),
            SqliteReviews.OPEN);
    require(added == 1, "review", review.id(), "is already there");
    use(review.action().session(), 0, 1, 0, 0);
    counting.held(review.action().principal(), review.opened());
    counting.stopped(position, review.action(), review.opened());
  }

  private void vote(long position, Fact.VoteCast cast) {
    boolean open =
        sql.first(
                "select state from reviews where id = ? and state = 'open'",
                row -> row.getString(1),
                cast.review())
            .isPresent();
    requireChanged(open ? 1 : 0, "reviews", "review", cast.review(), "is no longer open");
    sql.change(
        "insert into votes (review, person, position) values (?, ?, ?)"
            + " on conflict (review, person) do update set position = excluded.position",
        cast.review(),
        cast.vote().by(),
        position);
  }

  private void close(
      String review, String state, String by, String comment, String grant, Instant at) {
    int changed =
        sql.change(
            "update reviews set state = ?, closed_by = ?, comment = ?, issued_grant = ?,"
                + " closed_at = ? where id = ? and state = 'open'",
            state,
            by,
            comment,
            grant,
            Times.column(at),
            review);
    requireChanged(changed, "reviews", "review", review, "is no longer open");
  }

  private void approve(long position, Fact.ReviewApproved approved) {
    Grant grant = approved.grant();
    require(grant.state() instanceof Grant.State.Usable, "grant", grant.id(), "is not a new one");
    close(approved.review(), SqliteReviews.APPROVED, "", "", grant.id(), approved.at());
    int added =
        sql.change(
            "insert into grants (id, position, digest, state, dispatch, why, spent_at)"
                + " values (?, ?, ?, ?, '', '', '') on conflict (id) do nothing",
            grant.id(),
            position,
            grant.digest().hex(),
            SqliteGrants.USABLE);
    require(added == 1, "grant", grant.id(), "is already there");
  }

  private void spend(String grant, String state, String dispatch, String why, Instant at) {
    int changed =
        sql.change(
            "update grants set state = ?, dispatch = ?, why = ?, spent_at = ?"
                + " where id = ? and state = 'usable'",
            state,
            dispatch,
            why,
            Times.column(at),
            grant);
    requireChanged(changed, "grants", "grant", grant, "is no longer usable");
  }

  private void dispatch(long position, Fact.Dispatched fact) {
    Action action = fact.action();
    long destroyed = Counting.destroyed(action);
    int added =
        sql.change(
            "insert into dispatches (id, position, session, destroyed, changes, state, outcome,"
                + " ended_at) values (?, ?, ?, ?, ?, ?, '', '') on conflict (id) do nothing",
            fact.dispatch(),
            position,
            action.session(),
            destroyed,
            action.effect().changes() || action.harms() ? 1 : 0,
            SqliteDispatches.RUNNING);
    require(added == 1, "dispatch", fact.dispatch(), "is already there");
    if (!fact.grant().isEmpty()) {
      spend(fact.grant(), SqliteGrants.REDEEMED, fact.dispatch(), "", fact.at());
    }
    use(action.session(), 1, 0, 0, destroyed);
    removalsMovedIf(counting.dispatched(position, fact));
  }

  /// An end that is unknown can become known later; every other end stays.
  private void end(String dispatch, String state, String outcome, Instant at) {
    int changed =
        sql.change(
            "update dispatches set state = ?, outcome = ?, ended_at = ? where id = ?"
                + " and (state = 'running' or (state = 'unknown' and 'unknown' <> ?))",
            state,
            outcome,
            Times.column(at),
            dispatch,
            state);
    requireChanged(changed, "dispatches", "dispatch", dispatch, "has ended");
  }

  private void fail(long position, Fact.Failed end) {
    end(end.dispatch(), SqliteDispatches.FAILED, end.outcome(), end.at());
    sql.change(
        "update session_uses set destroyed = destroyed -"
            + " (select d.destroyed from dispatches d where d.id = ?)"
            + " where session = (select d.session from dispatches d where d.id = ?)",
        end.dispatch(),
        end.dispatch());
    counting.forget(end.dispatch());
    sql.first(
            "select position from dispatches where id = ? and changes = 1",
            row -> row.getLong(1),
            end.dispatch())
        .ifPresent(
            went -> {
              if (new Entries(sql).at(went).fact() instanceof Fact.Dispatched fact) {
                removalsMovedIf(counting.failed(position, fact, end.at()));
              }
            });
  }

  private void use(String session, long dispatched, long held, long refused, long destroyed) {
    sql.change(
        "insert into session_uses (session, dispatched, held, refused, destroyed)"
            + " values (?, ?, ?, ?, ?) on conflict (session) do update set"
            + " dispatched = session_uses.dispatched + excluded.dispatched,"
            + " held = session_uses.held + excluded.held,"
            + " refused = session_uses.refused + excluded.refused,"
            + " destroyed = session_uses.destroyed + excluded.destroyed",
        session,
        dispatched,
        held,
        refused,
        destroyed);
  }

  private void place(long position, Halt halt) {
    int added =
        sql.change(
            "insert into halts (id, position, scope, scope_name, placed_by, why, placed)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
            halt.id(),
            position,
            SqliteControls.kind(halt.scope()),
            SqliteControls.name(halt.scope()),
            halt.by(),
            halt.why(),
            Times.column(halt.placed()));
    require(added == 1, "halt", halt.id(), "is already there");
    controlsMoved();
  }

  private void place(long position, Freeze freeze) {
    int added =
        sql.change(
            "insert into freezes (id, position, scope, scope_name, placed_by, why, begins, ends)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
            freeze.id(),
            position,
            SqliteControls.kind(freeze.scope()),
            SqliteControls.name(freeze.scope()),
            freeze.by(),
            freeze.why(),
            Times.column(freeze.from()),
            Times.column(freeze.until()));
    require(added == 1, "freeze", freeze.id(), "is already there");
    controlsMoved();
  }

  private void open(long position, Incident incident) {
    int added =
        sql.change(
            "insert into incidents (id, position, what, dispatch, opened) values (?, ?, ?, ?, ?)"
                + " on conflict (id) do nothing",
            incident.id(),
            position,
            incident.what(),
            incident.dispatch(),
            Times.column(incident.opened()));
    require(added == 1, "incident", incident.id(), "is already there");
  }

  private void drop(String table, String kind, String id) {
    int dropped = sql.change("delete from " + table + " where id = ?", id);
    require(dropped == 1, kind, id, "is not there");
  }

  private void controlsMoved() {
    sql.change("update epoch set controls = controls + 1");
  }

  private void removalsMoved() {
    sql.change("update epoch set removals = removals + 1");
  }

  private void removalsMovedIf(boolean moved) {
    if (moved) {
      removalsMoved();
    }
  }

  private boolean exists(String table, String id) {
    return sql.first("select id from " + table + " where id = ?", row -> row.getString(1), id)
        .isPresent();
  }

  /// Tells what is not there from what is there and cannot change any more.
  private void requireChanged(int changed, String table, String kind, String id, String otherwise) {
    if (changed != 1) {
      require(exists(table, id), kind, id, "is not there");
      require(false, kind, id, otherwise);
    }
  }

  private static void require(boolean holds, String kind, String id, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(kind + " `" + id + "` " + otherwise);
    }
  }
}
