package dev.obstat.storage;

import dev.obstat.core.action.Digest;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.grant.Grants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Grants: their state in columns, the rest in the entries that issued them.
final class SqliteGrants implements Grants {
  static final String USABLE = "usable";
  static final String REDEEMED = "redeemed";
  static final String VOIDED = "voided";

  private static final String SELECT =
      "select position, state, dispatch, why, spent_at from grants ";

  private final Sql sql;

  SqliteGrants(Sql sql) {
    this.sql = sql;
  }

  /// What the table says of a grant.
  private record Standing(long position, Grant.State state) {}

  @Override
  public Optional<Grant> find(String id) {
    return sql.first(SELECT + "where id = ?", SqliteGrants::standing, id).map(this::grant);
  }

  @Override
  public Optional<Grant> usable(Digest digest) {
    return sql.first(
            SELECT + "where digest = ? and state = 'usable' order by position desc limit 1",
            SqliteGrants::standing,
            digest.hex())
        .map(this::grant);
  }

  private Grant grant(Standing standing) {
    if (!(new Entries(sql).at(standing.position()).fact() instanceof Fact.ReviewApproved yes)) {
      throw new IllegalStateException("entry " + standing.position() + " issued no grant");
    }
    return yes.grant().with(standing.state());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    String state = row.getString(2);
    return new Standing(
        row.getLong(1),
        switch (state) {
          case USABLE -> new Grant.State.Usable();
          case REDEEMED ->
              new Grant.State.Redeemed(row.getString(3), Times.instant(row.getString(5)));
          case VOIDED -> new Grant.State.Voided(row.getString(4), Times.instant(row.getString(5)));
          default -> throw new IllegalStateException("no grant stands `" + state + "`");
        });
  }
}
