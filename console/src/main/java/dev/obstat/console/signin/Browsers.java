package dev.obstat.console.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signed-in browsers and the one-time codes they sign in with. Kept in memory: a restart signs
/// everybody out.
public final class Browsers {
  /// How long a browser stays signed in.
  public static final Duration SIGNED_IN = Duration.ofHours(8);

  private static final Duration CODE_LIFE = Duration.ofMinutes(10);
  private static final int MOST = 10_000;
  private static final int MOST_BROWSERS = 20;

  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Code> codes = new LinkedHashMap<>();
  private final Map<String, SignedIn> signedIn = new LinkedHashMap<>();

  public Browsers(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /// A code with which a person can sign in once.
  public record Code(String person, String code, Instant expires) {}

  /// A browser that a person signed in with.
  ///
  /// @param cookie the secret that the browser keeps
  /// @param csrf the secret that its pages keep
  public record SignedIn(String person, String cookie, String csrf, Instant until) {}

  public synchronized Code code(String person) {
    forgetOld();
    Code code = new Code(person, secret(), clock.instant().plus(CODE_LIFE));
    codes.put(code.code(), code);
    return code;
  }

  /// Uses a code up.
  public synchronized Optional<SignedIn> signIn(String given) {
    forgetOld();
    Code code = codes.remove(given);
    if (code == null) {
      return Optional.empty();
    }
    return Optional.of(admit(code.person()));
  }

  /// Lets a person in whose provider says who they are.
  public synchronized SignedIn admit(String person) {
    forgetOld();
    SignedIn browser = new SignedIn(person, secret(), secret(), clock.instant().plus(SIGNED_IN));
    signedIn.put(browser.cookie(), browser);
    List<String> theirs =
        signedIn.values().stream()
            .filter(each -> each.person().equals(person))
            .map(SignedIn::cookie)
            .toList();
    // A person's own oldest goes, never somebody else's.
    theirs.stream().limit(Math.max(0, theirs.size() - MOST_BROWSERS)).forEach(signedIn::remove);
    return browser;
  }

  /// Signs all browsers of a person out.
  public synchronized void signOutEverywhere(String person) {
    signedIn.values().removeIf(browser -> browser.person().equals(person));
  }

  public synchronized Optional<SignedIn> by(String cookie) {
    forgetOld();
    return Optional.ofNullable(signedIn.get(cookie));
  }

  public synchronized void signOut(String cookie) {
    signedIn.remove(cookie);
  }

  private void forgetOld() {
    Instant now = clock.instant();
    codes.values().removeIf(code -> !now.isBefore(code.expires()));
    signedIn.values().removeIf(browser -> !now.isBefore(browser.until()));
    while (codes.size() > MOST) {
      codes.remove(codes.keySet().iterator().next());
    }
    while (signedIn.size() > MOST) {
      signedIn.remove(signedIn.keySet().iterator().next());
    }
  }

  /// 192 random bits: not to be guessed, so attempts need no counting.
  private String secret() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
