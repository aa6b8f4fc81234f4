package dev.obstat.storage;

import dev.obstat.core.action.Action;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.notice.Occasion;
import dev.obstat.core.review.Edit;
import dev.obstat.core.review.Review;
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
          "barred",
          "edits",
          "in_force",
          "grants",
          "dispatches",
          "halts",
          "resumes",
          "signals",
          "freezes",
          "incidents",
          "tunnels",
          "sign_ins",
          "passkeys",
          "tokens");

  private static final int AT_ONCE = 500;

  private final Sql sql;
  private final Rows rows;
  private final SessionFold sessions;
  private final ReviewFold reviews;
  private final DispatchFold dispatches;
  private final ControlFold controls;
  private final NoticeFold notices;
  private final SqliteTunnels tunnels;
  private final CredentialFold credentials;
  private final Counting counting;
  private final SqliteEdits edits;

  Fold(Sql sql) {
    this.sql = sql;
    this.rows = new Rows(sql);
    this.sessions = new SessionFold(sql);
    this.reviews = new ReviewFold(sql);
    this.dispatches = new DispatchFold(sql);
    this.controls = new ControlFold(sql);
    this.notices = new NoticeFold(sql);
    this.tunnels = new SqliteTunnels(sql);
    this.credentials = new CredentialFold(sql);
    this.counting = new Counting(sql);
    this.edits = new SqliteEdits(sql);
  }

  /// Empties the state tables and folds all entries anew.
  ///
  /// @return how many entries there were
  long rebuild() {
    TABLES.forEach(table -> sql.change("delete from " + table));
    NoticeFold.TABLES.forEach(table -> sql.change("delete from " + table));
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
      case Fact.SessionOpened opened -> sessions.open(entry.index(), opened.session());
      case Fact.SessionClosed closed -> {
        sessions.end(closed.session(), SqliteSessions.CLOSED, "", "", closed.at());
        controlsMoved();
      }
      case Fact.SessionRevoked ended -> {
        sessions.end(ended.session(), SqliteSessions.REVOKED, ended.by(), ended.why(), ended.at());
        controlsMoved();
      }
      case Fact.ReviewOpened opened -> {
        open(entry.index(), opened.review());
        notices.raise(entry, Occasion.REVIEW, opened.review().id(), opened.review().opened());
      }
      case Fact.ReviewJoined joined -> join(joined);
      case Fact.Dispatched dispatched -> dispatch(entry.index(), dispatched);
      case Fact.Completed end -> {
        dispatches.end(end.dispatch(), SqliteDispatches.COMPLETED, end.outcome(), end.at());
        removalsMovedIf(counting.completed(end.dispatch()));
      }
      case Fact.Failed end -> fail(entry.index(), end);
      case Fact.EndUnknown end ->
          dispatches.end(end.dispatch(), SqliteDispatches.UNKNOWN, end.why(), end.at());
      case Fact.Missing missing -> miss(missing);
      case Fact.Restored restored -> {
        Rows.require(
            counting.restored(restored.target()), "target", restored.target(), "is not gone");
        removalsMoved();
      }
      case Fact.Refused refused -> {
        sessions.use(refused.action().session(), 0, 0, 1, 0);
        counting.refused(entry.index(), refused.action(), refused.at());
      }
      case Fact.NotUnderstood _,
          Fact.StrangersRefused _,
          Fact.CatalogHeld _,
          Fact.CatalogConfirmed _ -> {}
      case Fact.TunnelOpened opened ->
          tunnels.open(entry.index(), opened.tunnel(), opened.session(), opened.to(), opened.at());
      case Fact.TunnelClosed closed ->
          tunnels.close(closed.tunnel(), closed.sent(), closed.received(), closed.at());
      case Fact.TunnelLost lost -> tunnels.lose(lost.tunnel(), lost.at());
      case Fact.VoteCast cast -> reviews.vote(entry.index(), cast);
      case Fact.VoteWithdrawn back -> reviews.withdraw(back);
      case Fact.ReviewApproved approved -> {
        reviews.approve(entry.index(), approved);
        notices.over(approved.review());
      }
      case Fact.ReviewRejected no -> {
        reviews.stop(no.review(), SqliteReviews.REJECTED, no.by(), no.comment(), no.at());
        notices.over(no.review());
      }
      case Fact.ReviewSentBack back -> {
        reviews.stop(
            back.review(), SqliteReviews.SENT_BACK, back.by(), back.condition(), back.at());
        notices.over(back.review());
      }
      case Fact.ReviewExpired end -> {
        reviews.close(end.review(), SqliteReviews.EXPIRED, "", "", "", end.at());
        notices.over(end.review());
      }
      case Fact.GrantVoided voided ->
          reviews.spend(voided.grant(), SqliteGrants.VOIDED, "", voided.why(), voided.at());
      case Fact.HaltPlaced placed -> {
        controls.place(entry.index(), placed.halt());
        notices.raise(entry, Occasion.HALT, placed.halt().id(), placed.halt().placed());
        controlsMoved();
      }
      case Fact.SignalTaken taken -> controls.take(taken);
      case Fact.ResumeAsked asked -> controls.ask(asked);
      case Fact.HaltLifted lifted -> {
        rows.drop("halts", "halt", lifted.halt());
        sql.change("delete from resumes where halt = ?", lifted.halt());
        notices.raise(entry, Occasion.RESUME, lifted.halt(), lifted.at());
        controlsMoved();
      }
      case Fact.FreezePlaced placed -> {
        controls.place(entry.index(), placed.freeze());
        notices.raise(entry, Occasion.FREEZE, placed.freeze().id(), entry.at());
        controlsMoved();
      }
      case Fact.FreezeLifted lifted -> {
        rows.drop("freezes", "freeze", lifted.freeze());
        controlsMoved();
      }
      case Fact.IncidentOpened opened -> {
        controls.open(entry.index(), opened.incident());
        notices.raise(entry, Occasion.INCIDENT, opened.incident().id(), opened.incident().opened());
        removalsMovedIf(!opened.incident().down().isEmpty());
      }
      case Fact.IncidentClosed closed -> {
        rows.drop("incidents", "incident", closed.incident());
        removalsMoved();
      }
      case Fact.ReviewSeen seen -> notices.look(entry.index(), seen);
      case Fact.NoticeTold told -> notices.done(told.notice(), told.channel());
      case Fact.NoticeGivenUp not -> notices.done(not.notice(), not.channel());
      case Fact.SignedIn in -> credentials.signIn(entry.index(), in.signIn());
      case Fact.PasskeyEnrolled enrolled -> credentials.enrol(entry.index(), enrolled.passkey());
      case Fact.Touched touched -> credentials.touch(touched.touch());
      case Fact.PasskeyRemoved removed -> credentials.remove(removed.passkey());
      case Fact.TokenIssued issued -> credentials.issue(entry.index(), issued.token());
      case Fact.TokenRevoked revoked -> credentials.revoke(revoked.token());
      case Fact.PolicySetInForce set -> {
        sql.change("update epoch set policy_set = ?", set.digest());
        edits.add(entry.index(), Edit.POLICIES, set.changed(), set.at());
      }
      case Fact.CatalogInForce set -> {
        sql.change("update epoch set catalog = ?", set.digest());
        edits.add(entry.index(), Edit.CATALOG, set.changed(), set.at());
      }
    }
  }

  private void open(long position, Review review) {
    reviews.open(position, review);
    sessions.use(review.action().session(), 0, 1, 0, 0);
    counting.held(review.action().principal(), review.opened());
    counting.stopped(position, review.action(), review.opened());
  }

  private void join(Fact.ReviewJoined joined) {
    Rows.require(
        rows.exists("reviews", joined.review()), "review", joined.review(), "is not there");
    sessions.use(joined.session(), 0, 1, 0, 0);
    new SqliteSessions(sql)
        .find(joined.session())
        .ifPresent(
            session -> {
              reviews.bar(joined.review(), session.openedBy());
              counting.held(session.agent(), joined.at());
            });
  }

  private void dispatch(long position, Fact.Dispatched fact) {
    dispatches.dispatch(position, fact);
    if (!fact.grant().isEmpty()) {
      reviews.spend(fact.grant(), SqliteGrants.REDEEMED, fact.dispatch(), "", fact.at());
    }
    Action action = fact.action();
    sessions.use(action.session(), 1, 0, 0, Counting.destroyed(action));
    removalsMovedIf(counting.dispatched(position, fact));
  }

  private void miss(Fact.Missing missing) {
    Rows.require(
        rows.exists("dispatches", missing.dispatch()),
        "dispatch",
        missing.dispatch(),
        "is not there");
    removalsMovedIf(counting.missing(missing));
  }

  private void fail(long position, Fact.Failed end) {
    dispatches.end(end.dispatch(), SqliteDispatches.FAILED, end.outcome(), end.at());
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
}
