package dev.obstat.storage;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Review;
import java.time.Instant;

/// What facts do to reviews, their votes, and the grants that come out of them.
final class ReviewFold {
  private final Sql sql;
  private final Rows rows;

  ReviewFold(Sql sql) {
    this.sql = sql;
    this.rows = new Rows(sql);
  }

  void open(long position, Review review) {
    Rows.require(
        review.isOpen() && review.votes().isEmpty(), "review", review.id(), "is not a new one");
    int added =
        sql.change(
            "insert into reviews (id, position, digest, state, closed_by, comment, issued_grant,"
                + " closed_at) values (?, ?, ?, ?, '', '', '', '') on conflict (id) do nothing",
            review.id(),
            position,
            review.digest().hex(),
            SqliteReviews.OPEN);
    Rows.require(added == 1, "review", review.id(), "is already there");
  }

  void vote(long position, Fact.VoteCast cast) {
    requireUndecided(cast.review());
    sql.change(
        "insert into votes (review, person, position) values (?, ?, ?)"
            + " on conflict (review, person) do update set position = excluded.position",
        cast.review(),
        cast.vote().by(),
        position);
  }

  /// An approved review can still be stopped, and a vote for it taken back.
  private void requireUndecided(String review) {
    boolean undecided =
        sql.first(
                "select state from reviews where id = ? and state in ('open', 'approved')",
                row -> row.getString(1),
                review)
            .isPresent();
    rows.requireChanged(undecided ? 1 : 0, "reviews", "review", review, "is no longer open");
  }

  void withdraw(Fact.VoteWithdrawn back) {
    requireUndecided(back.review());
    int gone =
        sql.change("delete from votes where review = ? and person = ?", back.review(), back.by());
    Rows.require(gone == 1, "review", back.review(), "has no vote of `" + back.by() + "`");
  }

  void bar(String review, String person) {
    sql.change(
        "insert into barred (review, person) values (?, ?) on conflict (review, person) do nothing",
        review,
        person);
  }

  void stop(String review, String state, String by, String comment, Instant at) {
    requireUndecided(review);
    sql.change(
        "update reviews set state = ?, closed_by = ?, comment = ?, issued_grant = '',"
            + " closed_at = ? where id = ?",
        state,
        by,
        comment,
        Times.column(at),
        review);
  }

  void close(String review, String state, String by, String comment, String grant, Instant at) {
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
    rows.requireChanged(changed, "reviews", "review", review, "is no longer open");
  }

  void approve(long position, Fact.ReviewApproved approved) {
    Grant grant = approved.grant();
    Rows.require(
        grant.state() instanceof Grant.State.Usable, "grant", grant.id(), "is not a new one");
    close(approved.review(), SqliteReviews.APPROVED, "", "", grant.id(), approved.at());
    int added =
        sql.change(
            "insert into grants (id, position, digest, state, dispatch, why, spent_at)"
                + " values (?, ?, ?, ?, '', '', '') on conflict (id) do nothing",
            grant.id(),
            position,
            grant.digest().hex(),
            SqliteGrants.USABLE);
    Rows.require(added == 1, "grant", grant.id(), "is already there");
  }

  void spend(String grant, String state, String dispatch, String why, Instant at) {
    int changed =
        sql.change(
            "update grants set state = ?, dispatch = ?, why = ?, spent_at = ?"
                + " where id = ? and state = 'usable'",
            state,
            dispatch,
            why,
            Times.column(at),
            grant);
    rows.requireChanged(changed, "grants", "grant", grant, "is no longer usable");
  }
}
