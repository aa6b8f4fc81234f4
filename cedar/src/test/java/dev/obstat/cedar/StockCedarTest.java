package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Compares with the official engine on random policy sets. The corpus has one policy in each test;
/// here permits and forbids meet. A longer run: `-Dobstat.cedar.rounds=20000`.
final class StockCedarTest {
  private static final long SEED = 20_261_123L;
  private static final int ROUNDS = Integer.getInteger("obstat.cedar.rounds", 250);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("random policy sets get the decision, reasons and errors of stock Cedar")
  void randomSets() throws JsonProcessingException {
    StockCedar stock = StockCedar.orSkip("agreement with stock Cedar on several policies");
    List<String> differences = new ArrayList<>();
    int requests = 0;
    int allowed = 0;
    int withErrors = 0;
    int withSeveralReasons = 0;
    int overridden = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(SEED + round);
      String policies = readable(stock, random, differences);
      PolicySet set = TestPolicies.parse(policies);
      RandomData data = new RandomData(random);
      String entitiesJson = data.entities();
      Entities entities = CedarJson.entities(JSON.readTree(entitiesJson));
      for (int turn = 0; turn < 10; turn++) {
        String context = data.context();
        Request request =
            new Request(
                new EntityUid("User", pick(random, RandomData.USERS)),
                new EntityUid("Action", pick(random, RandomData.ACTIONS)),
                new EntityUid("Ns::Doc", pick(random, RandomData.DOCUMENTS)),
                CedarJson.record(JSON.readTree(context)));
        Evaluation evaluation = set.evaluate(request, entities);
        String answer = Answers.numbered(evaluation, set);
        String expected = stock.answer(policies, entitiesJson, request, context);
        if (!answer.equals(expected)) {
          differences.add(
              "round "
                  + round
                  + ": expected "
                  + expected
                  + ", got "
                  + answer
                  + " for "
                  + request
                  + "\n"
                  + policies
                  + "\n"
                  + entitiesJson);
        }
        requests++;
        allowed += answer.startsWith("allow") ? 1 : 0;
        withErrors += evaluation.errors().isEmpty() ? 0 : 1;
        withSeveralReasons += evaluation.cedarDecision().reasons().size() > 1 ? 1 : 0;
        boolean both =
            !evaluation.satisfiedPermits().isEmpty() && !evaluation.satisfiedForbids().isEmpty();
        overridden += both ? 1 : 0;
      }
    }
    assertThat(differences).isEmpty();
    // The generator would prove little if one outcome were rare.
    assertThat(List.of(allowed, withErrors, withSeveralReasons, overridden))
        .as("allowed, with errors, with several reasons, permit and forbid, of " + requests)
        .allMatch(count -> count > ROUNDS / 5);
  }

  /// Four to nine random policies that both read; who reads more is a difference.
  private static String readable(StockCedar stock, Random random, List<String> differences) {
    RandomPolicies generator = new RandomPolicies(random);
    StringBuilder policies = new StringBuilder();
    int wanted = 4 + random.nextInt(6);
    while (wanted > 0) {
      String policy = generator.policy();
      boolean read = TestPolicies.read(policy) instanceof ParseResult.Parsed;
      if (read != stock.accepts(policy)) {
        differences.add(
            (read ? "only we read " : "only stock reads ")
                + policy
                + TestPolicies.problems(policy));
      } else if (read) {
        policies.append(policy).append('\n');
        wanted--;
      }
    }
    return policies.toString();
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
