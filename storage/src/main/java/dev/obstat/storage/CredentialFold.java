package dev.obstat.storage;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.Touch;

/// What facts do to sign-ins, passkeys and tokens.
final class CredentialFold {
  private final Sql sql;
  private final Rows rows;

  CredentialFold(Sql sql) {
    this.sql = sql;
    this.rows = new Rows(sql);
  }

  void signIn(long position, SignIn signIn) {
    if (!signIn.issuer().isEmpty()) {
      sql.change(
          "insert into sign_ins (issuer, subject, position) values (?, ?, ?)"
              + " on conflict (issuer, subject) do update set position = excluded.position",
          signIn.issuer(),
          signIn.subject(),
          position);
    }
  }

  void enrol(long position, Passkey passkey) {
    boolean known =
        sql.first(
                "select id from passkeys where credential = ?",
                row -> row.getString(1),
                passkey.credential())
            .isPresent();
    Rows.require(!known, "passkey", passkey.id(), "is enrolled already");
    int added =
        sql.change(
            "insert into passkeys (id, position, person, credential, signed)"
                + " values (?, ?, ?, ?, ?) on conflict (id) do nothing",
            passkey.id(),
            position,
            passkey.person(),
            passkey.credential(),
            passkey.count());
    Rows.require(added == 1, "passkey", passkey.id(), "is already there");
  }

  void touch(Touch touch) {
    Passkey passkey =
        new SqliteCredentials(sql)
            .passkey(touch.passkey())
            .filter(found -> found.person().equals(touch.person()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "passkey `%s` of %s is not there"
                            .formatted(touch.passkey(), touch.person())));
    Rows.require(
        passkey.mayCount(touch.count()), "passkey", passkey.id(), "has signed more often before");
    sql.change("update passkeys set signed = ? where id = ?", touch.count(), passkey.id());
  }

  void remove(String passkey) {
    rows.drop("passkeys", "passkey", passkey);
  }

  void issue(long position, AccessToken token) {
    int added =
        sql.change(
            "insert into tokens (id, position) values (?, ?) on conflict (id) do nothing",
            token.id(),
            position);
    Rows.require(added == 1, "token", token.id(), "is already there");
  }

  void revoke(String token) {
    rows.drop("tokens", "token", token);
  }
}
