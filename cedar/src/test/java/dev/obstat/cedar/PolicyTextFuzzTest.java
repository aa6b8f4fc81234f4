package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any bytes as policy text. A normal run tries the kept seeds; a hunt for new ones is
/// `JAZZER_FUZZ=1 ./mvnw -pl cedar test -Dtest=PolicyTextFuzzTest`.
final class PolicyTextFuzzTest {
  private static final EntityUid ANY = new EntityUid("T", "t");
  private static final Request REQUEST = new Request(ANY, ANY, ANY, Value.Record.EMPTY);

  @FuzzTest(maxDuration = "2m")
  void parseAndEvaluate(byte[] bytes) {
    switch (TestPolicies.read(new String(bytes, StandardCharsets.UTF_8))) {
      case ParseResult.Parsed parsed -> {
        Evaluation evaluation = parsed.policies().evaluate(REQUEST, Entities.EMPTY);
        assertThat(evaluation.satisfiedPermits().size() + evaluation.errors().size())
            .isLessThanOrEqualTo(parsed.policies().policies().size());
      }
      case ParseResult.Rejected rejected ->
          assertThat(rejected.problems()).allMatch(problem -> !problem.message().isBlank());
    }
  }
}
