package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalSecretsTest {

  @Test
  void aSecretIsReadWithItsPrefixOrWithout() {
    String coded = Base64.getEncoder().encodeToString(new byte[32]);
    SignalSecrets.Answer answer =
        SignalSecrets.of(
            Map.of("pager", "A", "monitor", "B"), Map.of("A", coded, "B", "whsec_" + coded));
    assertThat(answer)
        .isInstanceOfSatisfying(
            SignalSecrets.Answer.Secrets.class,
            secrets -> {
              assertThat(secrets.bySource().keySet()).containsExactlyInAnyOrder("pager", "monitor");
              assertThat(secrets.bySource().get("monitor")).hasSize(32);
            });
  }

  @Test
  void aSecretThatIsMissingOrTooShortRefusesToStartWithWhatToDo() {
    assertThat(SignalSecrets.of(Map.of("pager", "A"), Map.of()))
        .isEqualTo(
            new SignalSecrets.Answer.Not(
                List.of("`signals.pager`: the environment variable `A` is not set")));
    assertThat(SignalSecrets.of(Map.of("pager", "A"), Map.of("A", "c2hvcnQ=")))
        .isInstanceOfSatisfying(
            SignalSecrets.Answer.Not.class,
            not ->
                assertThat(not.problems().getFirst())
                    .contains("no secret of 24 to 64 bytes", "openssl rand -base64 32"));
  }
}
