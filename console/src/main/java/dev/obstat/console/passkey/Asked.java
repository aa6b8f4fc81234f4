package dev.obstat.console.passkey;

import dev.obstat.core.credential.Touch;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What browsers were asked to have confirmed: each is answered once, within five minutes, by the
/// browser that was asked. Too many at once push out the oldest.
final class Asked {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Question> byChallenge = new LinkedHashMap<>();

  Asked(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /// @param browser what tells the browser apart
  /// @param statement what is to be confirmed, with a number that is used once
  record Question(String person, String browser, String statement, Instant until) {}

  /// @param about what is to be confirmed
  synchronized Question ask(String person, String browser, String about) {
    byte[] once = new byte[32];
    random.nextBytes(once);
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(once);
    Instant now = clock.instant();
    Question question =
        new Question(person, browser, about + "nonce " + nonce + "\n", now.plus(LIFE));
    byChallenge.values().removeIf(each -> !now.isBefore(each.until()));
    while (byChallenge.size() >= MOST) {
      byChallenge.remove(byChallenge.keySet().iterator().next());
    }
    byChallenge.put(Touch.challengeText(question.statement()), question);
    return question;
  }

  /// Takes the question back that has this challenge.
  synchronized Optional<Question> answered(String challenge, String person, String browser) {
    return Optional.ofNullable(byChallenge.remove(challenge))
        .filter(
            question ->
                question.person().equals(person)
                    && question.browser().equals(browser)
                    && clock.instant().isBefore(question.until()));
  }
}
