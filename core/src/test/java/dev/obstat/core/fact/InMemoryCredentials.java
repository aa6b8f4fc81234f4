package dev.obstat.core.fact;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Credentials;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.Touch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What facts do to sign-ins, passkeys and tokens, and what can be asked about them.
final class InMemoryCredentials implements Credentials {
  private final SequencedMap<List<String>, SignIn> signIns = new LinkedHashMap<>();
  private final SequencedMap<String, Passkey> passkeys = new LinkedHashMap<>();
  private final SequencedMap<String, AccessToken> tokens = new LinkedHashMap<>();

  InMemoryCredentials copy() {
    InMemoryCredentials copy = new InMemoryCredentials();
    copy.signIns.putAll(signIns);
    copy.passkeys.putAll(passkeys);
    copy.tokens.putAll(tokens);
    return copy;
  }

  void signIn(SignIn signIn) {
    if (!signIn.issuer().isEmpty()) {
      signIns.putLast(List.of(signIn.issuer(), signIn.subject()), signIn);
    }
  }

  void enrol(Passkey passkey) {
    require(
        passkeyOf(passkey.credential()).isEmpty(), "passkey", passkey.id(), "is enrolled already");
    require(
        passkeys.putIfAbsent(passkey.id(), passkey) == null,
        "passkey",
        passkey.id(),
        "is already there");
  }

  void touch(Touch touch) {
    @Nullable Passkey passkey = passkeys.get(touch.passkey());
    if (passkey == null || !passkey.person().equals(touch.person())) {
      throw new IllegalArgumentException(
          "passkey `%s` of %s is not there".formatted(touch.passkey(), touch.person()));
    }
    require(
        passkey.mayCount(touch.count()), "passkey", passkey.id(), "has signed more often before");
    passkeys.put(passkey.id(), passkey.counted(touch.count()));
  }

  void remove(String passkey) {
    require(passkeys.remove(passkey) != null, "passkey", passkey, "is not there");
  }

  void issue(AccessToken token) {
    require(tokens.putIfAbsent(token.id(), token) == null, "token", token.id(), "is already there");
  }

  void revoke(String token) {
    require(tokens.remove(token) != null, "token", token, "is not there");
  }

  private static void require(boolean holds, String kind, String id, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(kind + " `" + id + "` " + otherwise);
    }
  }

  @Override
  public Optional<SignIn> latest(String issuer, String subject) {
    return Optional.ofNullable(signIns.get(List.of(issuer, subject)));
  }

  @Override
  public List<SignIn> latest(int most) {
    return signIns.sequencedValues().reversed().stream().limit(most).toList();
  }

  @Override
  public Optional<Passkey> passkey(String id) {
    return Optional.ofNullable(passkeys.get(id));
  }

  @Override
  public Optional<Passkey> passkeyOf(String credential) {
    return passkeys.values().stream()
        .filter(passkey -> passkey.credential().equals(credential))
        .findFirst();
  }

  @Override
  public List<Passkey> passkeysOf(String person) {
    return new ArrayList<>(
        passkeys.values().stream().filter(passkey -> passkey.person().equals(person)).toList());
  }

  @Override
  public Optional<AccessToken> token(String id) {
    return Optional.ofNullable(tokens.get(id));
  }

  @Override
  public List<AccessToken> tokens(int most) {
    return tokens.sequencedValues().reversed().stream().limit(most).toList();
  }
}
