package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Valid policies with something cut, doubled, swapped or put in. A longer run:
/// `-Dobstat.cedar.mutations=1000000`.
final class MutationTest {
  private static final long SEED = 7;
  private static final int MUTATIONS = Integer.getInteger("obstat.cedar.mutations", 20_000);

  /// Each is also parsed by the native engine, which is slower.
  private static final int COMPARED = MUTATIONS / 5;

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ";",
          ":",
          "::",
          ".",
          "==",
          "=",
          "!=",
          "<",
          ">=",
          "||",
          "&&",
          "!",
          "-",
          "*",
          "/",
          "?principal",
          "?x",
          "\"",
          "\\",
          "\"a\"",
          "1",
          "99999999999999999999",
          "if",
          "then",
          "else",
          "in",
          "is",
          "has",
          "like",
          "when",
          "unless",
          "permit",
          "principal",
          "context",
          "x",
          "true",
          "@",
          "@a",
          " ",
          "\n",
          "\r",
          "// c\n",
          "//",
          "\u00a0",
          "é",
          "\u0000",
          "😀",
          "\ud800",
          "ip(",
          ".contains(",
          "__cedar",
          "User::\"a\"");

  @Test
  @DisplayName("whatever is done to a policy, the answer is a set or problems with a place")
  void neverAnythingElse() {
    int read = 0;
    for (int number = 0; number < MUTATIONS; number++) {
      String text = mutated(new Random(SEED + number));
      switch (TestPolicies.read(text)) {
        case ParseResult.Parsed _ -> read++;
        case ParseResult.Rejected rejected ->
            assertThat(rejected.problems())
                .as(text)
                .allMatch(problem -> problem.position().line() > 0 && !problem.message().isBlank());
      }
    }
    assertThat(read).isBetween(MUTATIONS / 25, MUTATIONS / 2);
  }

  @Test
  @DisplayName("a mutated policy is read exactly when stock Cedar reads it")
  void sameLanguage() {
    StockCedar stock = StockCedar.orSkip("agreement with stock Cedar on what is a policy");
    List<String> differences = new ArrayList<>();
    for (int number = 0; number < COMPARED; number++) {
      String text = mutated(new Random(SEED + number)).replace('\ud800', '#');
      boolean read = TestPolicies.read(text) instanceof ParseResult.Parsed;
      if (read != stock.accepts(text)) {
        differences.add(
            (read ? "only we read " : "only stock reads ")
                + text
                + "\n"
                + TestPolicies.problems(text));
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(new RandomPolicies(random).policy());
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + 1 + random.nextInt(6));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, text.substring(from, to));
        case 2 -> text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
        default -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
      }
      if (text.isEmpty()) {
        return ";";
      }
    }
    return text.toString();
  }
}
