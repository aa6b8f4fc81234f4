package dev.obstat.storage;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Credentials;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.fact.Fact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Sign-ins, passkeys and tokens: what there is in columns, the rest in the entries.
final class SqliteCredentials implements Credentials {
  private static final String PASSKEYS = "select position, signed from passkeys ";

  private final Sql sql;

  SqliteCredentials(Sql sql) {
    this.sql = sql;
  }

  /// Where a passkey was enrolled, and how often it has signed since.
  private record Enrolled(long position, long count) {}

  @Override
  public Optional<SignIn> latest(String issuer, String subject) {
    return sql.first(
            "select position from sign_ins where issuer = ? and subject = ?",
            row -> row.getLong(1),
            issuer,
            subject)
        .map(this::signIn);
  }

  @Override
  public List<SignIn> latest(int most) {
    return sql
        .list(
            "select position from sign_ins order by position desc limit ?",
            row -> row.getLong(1),
            most)
        .stream()
        .map(this::signIn)
        .toList();
  }

  @Override
  public Optional<Passkey> passkey(String id) {
    return sql.first(PASSKEYS + "where id = ?", SqliteCredentials::enrolled, id).map(this::passkey);
  }

  @Override
  public Optional<Passkey> passkeyOf(String credential) {
    return sql.first(PASSKEYS + "where credential = ?", SqliteCredentials::enrolled, credential)
        .map(this::passkey);
  }

  @Override
  public List<Passkey> passkeysOf(String person) {
    return sql
        .list(PASSKEYS + "where person = ? order by position", SqliteCredentials::enrolled, person)
        .stream()
        .map(this::passkey)
        .toList();
  }

  @Override
  public Optional<AccessToken> token(String id) {
    return sql.first("select position from tokens where id = ?", row -> row.getLong(1), id)
        .map(this::token);
  }

  @Override
  public List<AccessToken> tokens(int most) {
    return sql
        .list(
            "select position from tokens order by position desc limit ?",
            row -> row.getLong(1),
            most)
        .stream()
        .map(this::token)
        .toList();
  }

  private static Enrolled enrolled(ResultSet row) throws SQLException {
    return new Enrolled(row.getLong(1), row.getLong(2));
  }

  private SignIn signIn(long position) {
    if (!(fact(position) instanceof Fact.SignedIn(SignIn signIn))) {
      throw new IllegalStateException("entry " + position + " is no sign-in");
    }
    return signIn;
  }

  private Passkey passkey(Enrolled enrolled) {
    if (!(fact(enrolled.position()) instanceof Fact.PasskeyEnrolled(Passkey passkey))) {
      throw new IllegalStateException("entry " + enrolled.position() + " enrolled no passkey");
    }
    return passkey.counted(enrolled.count());
  }

  private AccessToken token(long position) {
    if (!(fact(position) instanceof Fact.TokenIssued(AccessToken token))) {
      throw new IllegalStateException("entry " + position + " issued no token");
    }
    return token;
  }

  private Fact fact(long position) {
    return new Entries(sql).at(position).fact();
  }
}
