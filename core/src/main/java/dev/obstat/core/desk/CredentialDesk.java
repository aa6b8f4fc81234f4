package dev.obstat.core.desk;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where people come in, enrol and remove passkeys, and make and revoke tokens.
public final class CredentialDesk {
  /// Tokens that one person may have at a time.
  public static final int MOST_TOKENS = 50;

  /// Passkeys that one person may have.
  public static final int MOST_PASSKEYS = 20;

  private static final int MOST_LOOKED_AT = 10_000;

  private final Journal journal;
  private final Ids ids;
  private final Clock clock;

  public CredentialDesk(Journal journal, Ids ids, Clock clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /// What became of a wish.
  public sealed interface Answer<T> {

    record Done<T>(T made) implements Answer<T> {}

    /// Not done, and why, in a sentence for the person.
    record NotDone<T>(String why) implements Answer<T> {}
  }

  /// Notes that somebody came in: once it returns, the record says so.
  public void signedIn(SignIn signIn) {
    journal.write(
        books -> {
          books.record(new Fact.SignedIn(signIn));
          return signIn;
        });
  }

  /// @param person whose token it is to be
  /// @param by who makes it
  public Answer<AccessToken> issue(
      String person, String name, Set<TokenScope> scopes, String by, Duration life) {
    if (name.isBlank() || name.length() > AccessToken.LONGEST_NAME) {
      return new Answer.NotDone<>(
          "say what the token is for, in 1 to " + AccessToken.LONGEST_NAME + " characters");
    }
    if (scopes.isEmpty()) {
      return new Answer.NotDone<>("say what the token is good for: at least one scope");
    }
    if (life.isNegative() || life.isZero() || life.compareTo(AccessToken.LONGEST) > 0) {
      return new Answer.NotDone<>(
          "a token lives at most " + AccessToken.LONGEST.toDays() + " days");
    }
    Instant now = clock.instant();
    AccessToken token =
        new AccessToken(ids.next('t'), person, name, scopes, by, now, now.plus(life));
    return journal.write(
        books -> {
          long has =
              books.credentials().tokens(MOST_LOOKED_AT).stream()
                  .filter(each -> each.person().equals(person) && each.isGoodAt(now))
                  .count();
          if (has >= MOST_TOKENS) {
            return new Answer.NotDone<>(
                "`" + person + "` has " + MOST_TOKENS + " tokens: revoke one first");
          }
          books.record(new Fact.TokenIssued(token));
          return new Answer.Done<>(token);
        });
  }

  /// Tokens that are good, newest first.
  public List<AccessToken> tokens() {
    Instant now = clock.instant();
    return journal.read(
        books ->
            books.credentials().tokens(MOST_LOOKED_AT).stream()
                .filter(token -> token.isGoodAt(now))
                .toList());
  }

  /// The token, while it is good.
  public Optional<AccessToken> token(String id) {
    Instant now = clock.instant();
    return journal
        .read(books -> books.credentials().token(id))
        .filter(token -> token.isGoodAt(now));
  }

  /// Ends a token at once.
  ///
  /// @return false when there is no such token
  public boolean revoke(String id, String by) {
    return journal.write(
        books -> {
          boolean there = books.credentials().token(id).isPresent();
          if (there) {
            books.record(new Fact.TokenRevoked(id, by, clock.instant()));
          }
          return there;
        });
  }

  public List<Passkey> passkeysOf(String person) {
    return journal.read(books -> books.credentials().passkeysOf(person));
  }

  /// Whoever has a passkey enrols a further one, or removes one, with a touch of one that they
  /// have: a browser that somebody else got hold of is not enough.
  ///
  /// @param passkey without an id, which it is given
  /// @param confirmation of another of the person's passkeys; nothing where there is none yet
  public Answer<Passkey> enrol(Passkey passkey, Optional<Touch> confirmation) {
    Passkey named =
        new Passkey(
            ids.next('k'),
            passkey.person(),
            passkey.name(),
            passkey.credential(),
            passkey.publicKey(),
            passkey.model(),
            passkey.count(),
            clock.instant());
    if (named.name().isBlank() || named.name().length() > Passkey.LONGEST_NAME) {
      return new Answer.NotDone<>(
          "give the passkey a name of 1 to " + Passkey.LONGEST_NAME + " characters");
    }
    return journal.write(
        books -> {
          List<Passkey> has = books.credentials().passkeysOf(named.person());
          if (has.size() >= MOST_PASSKEYS) {
            return new Answer.NotDone<>(
                "you have " + MOST_PASSKEYS + " passkeys: remove one first");
          }
          if (books.credentials().passkeyOf(named.credential()).isPresent()) {
            return new Answer.NotDone<>("this passkey is enrolled already");
          }
          Optional<String> unconfirmed = confirm(books, has, confirmation);
          if (unconfirmed.isPresent()) {
            return new Answer.NotDone<>(unconfirmed.get());
          }
          books.record(new Fact.PasskeyEnrolled(named));
          return new Answer.Done<>(named);
        });
  }

  /// Removes one of the person's own passkeys.
  public Answer<Passkey> remove(String id, String person, Optional<Touch> confirmation) {
    return journal.write(
        books -> {
          List<Passkey> has = books.credentials().passkeysOf(person);
          Optional<Passkey> gone = has.stream().filter(key -> key.id().equals(id)).findFirst();
          if (gone.isEmpty()) {
            return new Answer.NotDone<>("you have no passkey `" + id + "`");
          }
          Optional<String> unconfirmed = confirm(books, has, confirmation);
          if (unconfirmed.isPresent()) {
            return new Answer.NotDone<>(unconfirmed.get());
          }
          books.record(new Fact.PasskeyRemoved(id, person, clock.instant()));
          return new Answer.Done<>(gone.get());
        });
  }

  /// Removes all passkeys of a person who lost them. For the owner of the installation.
  ///
  /// @return how many there were
  public int forget(String person, String by) {
    return journal.write(
        books -> {
          List<Passkey> has = books.credentials().passkeysOf(person);
          has.forEach(key -> books.record(new Fact.PasskeyRemoved(key.id(), by, clock.instant())));
          return has.size();
        });
  }

  private static Optional<String> confirm(
      Journal.Transaction books, List<Passkey> has, Optional<Touch> confirmation) {
    if (has.isEmpty()) {
      return Optional.empty();
    }
    if (confirmation.isEmpty()) {
      return Optional.of("confirm this with a passkey that you have");
    }
    return Touches.record(books, confirmation.get());
  }
}
