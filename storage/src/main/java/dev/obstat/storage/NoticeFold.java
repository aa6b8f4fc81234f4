package dev.obstat.storage;

import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.notice.Notice;
import dev.obstat.core.notice.Occasion;
import java.time.Instant;
import java.util.List;

/// What facts do to notices, and to who has looked at which review.
final class NoticeFold {
  static final List<String> TABLES = List.of("notices", "notices_done", "looks");

  private final Sql sql;
  private final Rows rows;

  NoticeFold(Sql sql) {
    this.sql = sql;
    this.rows = new Rows(sql);
  }

  void raise(Entry entry, Occasion occasion, String subject, Instant at) {
    forgetIf("raised < ?", Times.column(at.minus(Notice.KEPT)));
    sql.change(
        "insert into notices (number, occasion, subject, raised) values (?, ?, ?, ?)",
        entry.index(),
        occasion.word(),
        subject,
        Times.column(at));
  }

  /// Told or given up.
  void done(long notice, String channel) {
    requireOpen(notice);
    int added =
        sql.change(
            "insert into notices_done (number, channel) values (?, ?)"
                + " on conflict (number, channel) do nothing",
            notice,
            channel);
    Rows.require(added == 1, "notice", notice + "` to `" + channel, "is done already");
  }

  /// The review has ended.
  void over(String review) {
    forgetIf("occasion = 'review' and subject = ?", review);
  }

  private void forgetIf(String condition, String value) {
    sql.change(
        "delete from notices_done where number in (select number from notices where "
            + condition
            + ")",
        value);
    sql.change("delete from notices where " + condition, value);
  }

  void look(long position, Fact.ReviewSeen seen) {
    Rows.require(rows.exists("reviews", seen.review()), "review", seen.review(), "is not there");
    int added =
        sql.change(
            "insert into looks (review, person, position) values (?, ?, ?)"
                + " on conflict (review, person) do nothing",
            seen.review(),
            seen.by(),
            position);
    Rows.require(added == 1, "review", seen.review(), "was seen by `" + seen.by() + "` already");
  }

  private void requireOpen(long notice) {
    boolean open =
        sql.first("select number from notices where number = ?", row -> row.getLong(1), notice)
            .isPresent();
    Rows.require(open, "notice", String.valueOf(notice), "is not there");
  }
}
