package dev.obstat.storage.json;

import static dev.obstat.storage.json.Scalars.INSTANT;
import static dev.obstat.storage.json.Scalars.LONG;
import static dev.obstat.storage.json.Scalars.TEXT;
import static dev.obstat.storage.json.Shapes.member;
import static dev.obstat.storage.json.Shapes.record;
import static dev.obstat.storage.json.Shapes.set;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.credential.Touch;
import java.util.Map;

/// By what people are known, in the ledger's words.
final class CredentialWords {
  static final Shape<SignIn> SIGN_IN =
      record(
          SignIn.class,
          member("person", TEXT),
          member("manner", TEXT),
          member("issuer", TEXT),
          member("subject", TEXT),
          member("groups", set(TEXT)),
          member("at", INSTANT));

  static final Shape<Passkey> PASSKEY =
      record(
          Passkey.class,
          member("id", TEXT),
          member("person", TEXT),
          member("name", TEXT),
          member("credential", TEXT),
          member("public-key", TEXT),
          member("model", TEXT),
          member("count", LONG),
          member("enrolled", INSTANT));

  static final Shape<Touch> TOUCH =
      record(
          Touch.class,
          member("passkey", TEXT),
          member("person", TEXT),
          member("statement", TEXT),
          member("client-data", TEXT),
          member("authenticator-data", TEXT),
          member("signature", TEXT),
          member("count", LONG),
          member("at", INSTANT));

  private static final Shape<TokenScope> SCOPE =
      Scalars.words(
          TokenScope.class,
          Map.of(
              TokenScope.READ, "read",
              TokenScope.SESSIONS, "sessions",
              TokenScope.BRAKES, "brakes",
              TokenScope.VOTES, "votes",
              TokenScope.ASK, "ask",
              TokenScope.ENFORCE, "enforce"));

  static final Shape<AccessToken> TOKEN =
      record(
          AccessToken.class,
          member("id", TEXT),
          member("person", TEXT),
          member("name", TEXT),
          member("scopes", set(SCOPE)),
          member("by", TEXT),
          member("issued", INSTANT),
          member("expires", INSTANT));

  private CredentialWords() {}
}
