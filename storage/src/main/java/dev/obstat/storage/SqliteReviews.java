package dev.obstat.storage;

import dev.obstat.core.action.Digest;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Look;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Reviews;
import dev.obstat.core.review.Vote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reviews: their state in columns, the rest in the entries that opened them and cast their votes.
final class SqliteReviews implements Reviews {
  static final String OPEN = "open";
  static final String APPROVED = "approved";
  static final String REJECTED = "rejected";
  static final String SENT_BACK = "sent-back";
  static final String EXPIRED = "expired";

  private static final String SELECT =
      "select id, position, state, closed_by, comment, issued_grant, closed_at from reviews ";

  private final Sql sql;

  SqliteReviews(Sql sql) {
    this.sql = sql;
  }

  /// What the table says of a review.
  private record Standing(String id, long position, Review.State state) {}

  @Override
  public Optional<Review> find(String id) {
    return sql.first(SELECT + "where id = ?", SqliteReviews::standing, id).map(this::review);
  }

  @Override
  public Optional<Review> latestOf(Digest digest) {
    return sql.first(
            SELECT + "where digest = ? order by position desc limit 1",
            SqliteReviews::standing,
            digest.hex())
        .map(this::review);
  }

  @Override
  public List<Review> open() {
    return reviews(
        sql.list(SELECT + "where state = 'open' order by position", SqliteReviews::standing));
  }

  @Override
  public List<Review> latest(int most) {
    return reviews(
        sql.list(SELECT + "order by position desc limit ?", SqliteReviews::standing, most));
  }

  @Override
  public List<Look> looks(String id) {
    return sql
        .list(
            "select position from looks where review = ? order by position",
            row -> row.getLong(1),
            id)
        .stream()
        .map(this::look)
        .toList();
  }

  private Look look(long position) {
    if (!(new Entries(sql).at(position).fact() instanceof Fact.ReviewSeen seen)) {
      throw new IllegalStateException("entry " + position + " saw no review");
    }
    return new Look(seen.by(), seen.at());
  }

  private List<Review> reviews(List<Standing> standings) {
    return standings.stream().map(this::review).toList();
  }

  private Review review(Standing standing) {
    if (!(new Entries(sql).at(standing.position()).fact() instanceof Fact.ReviewOpened opened)) {
      throw new IllegalStateException("entry " + standing.position() + " opened no review");
    }
    Review review = opened.review().with(votes(standing.id()), standing.state());
    Set<String> barred = barred(standing.id());
    if (barred.isEmpty()) {
      return review;
    }
    barred.addAll(review.barred());
    return review.barring(barred);
  }

  private Set<String> barred(String review) {
    return new HashSet<>(
        sql.list("select person from barred where review = ?", row -> row.getString(1), review));
  }

  private List<Vote> votes(String review) {
    return sql
        .list(
            "select position from votes where review = ? order by position",
            row -> row.getLong(1),
            review)
        .stream()
        .map(this::vote)
        .toList();
  }

  private Vote vote(long position) {
    if (!(new Entries(sql).at(position).fact() instanceof Fact.VoteCast cast)) {
      throw new IllegalStateException("entry " + position + " cast no vote");
    }
    return cast.vote();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(row.getString(1), row.getLong(2), state(row));
  }

  private static Review.State state(ResultSet row) throws SQLException {
    String state = row.getString(3);
    if (state.equals(OPEN)) {
      return new Review.State.Open();
    }
    Instant at = Times.instant(row.getString(7));
    return switch (state) {
      case APPROVED -> new Review.State.Approved(row.getString(6), at);
      case REJECTED -> new Review.State.Rejected(row.getString(4), row.getString(5), at);
      case SENT_BACK -> new Review.State.SentBack(row.getString(4), row.getString(5), at);
      case EXPIRED -> new Review.State.Expired(at);
      default -> throw new IllegalStateException("no review stands `" + state + "`");
    };
  }
}
