package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.action.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static Value.Structure with(String name, Value value) {
    return new Value.Structure(Map.of(name, value));
  }

  private static Value.Structure attribute(String key, String value) {
    return new Value.Structure(Map.of("Key", Value.of(key), "Value", Value.of(value)));
  }

  private static boolean holds(String condition, Value.Structure parameters) {
    return Condition.parse(condition).holds(parameters);
  }

  @Test
  void whatIsAbsentIsNotAnyValue() {
    assertThat(holds("A!=true", Value.Structure.EMPTY)).isTrue();
    assertThat(holds("A!=true", with("A", new Value.Flag(false)))).isTrue();
    assertThat(holds("A!=true", with("A", new Value.Flag(true)))).isFalse();
    assertThat(holds("A=true", Value.Structure.EMPTY)).isFalse();
    assertThat(holds("!A", Value.Structure.EMPTY)).isTrue();
    assertThat(holds("A", Value.Structure.EMPTY)).isFalse();
  }

  @Test
  void oneItemHasToBeAllThatIsAsked() {
    Value.Structure mixed =
        with(
            "Attributes",
            new Value.Sequence(List.of(attribute("protect", "true"), attribute("idle", "false"))));
    assertThat(holds("Attributes{Key=protect;Value!=true}", mixed)).isFalse();
    assertThat(holds("Attributes{Key=idle;Value!=true}", mixed)).isTrue();
    Value.Structure twice =
        with(
            "Attributes",
            new Value.Sequence(List.of(attribute("protect", "true"), attribute("protect", "no"))));
    assertThat(holds("Attributes{Key=protect;Value!=true}", twice)).isTrue();
  }

  @Test
  void aNetworkIsAnywhereWhenItIsLargerThanAnyPrivateOne() {
    for (String wide : Arrays.asList("0.0.0.0/0", "128.0.0.0/1", "2.0.0.0/7", "::/0", "2000::/3")) {
      assertThat(holds("A=@anywhere", with("A", Value.of(wide)))).as(wide).isTrue();
    }
    for (String own : Arrays.asList("10.0.0.0/8", "fc00::/7", "192.0.2.1/32", "sg-1", "/0", "")) {
      assertThat(holds("A=@anywhere", with("A", Value.of(own)))).as(own).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"}}",
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\"},{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"1\",\"*\"]}}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"1\"}}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"StringLike\":{\"aws:UserAgent\":\"*\"}}}]}",
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Effect\":\"Allow\",\"Principal\":\"*\"}]}",
        "{\"Statement\":\"?\"}",
        "{\"Statement\":[]} {}",
        "no JSON",
        "",
      })
  void aPolicyThatNamesNobodyOrCannotBeReadLetsEveryoneIn(String policy) {
    assertThat(holds("Policy=@everyone", with("Policy", Value.of(policy)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::1:root\"}}]}",
        "{\"Statement\":[]}",
      })
  void aPolicyThatNamesWhomItLetsInDoesNot(String policy) {
    assertThat(holds("Policy=@everyone", with("Policy", Value.of(policy)))).isFalse();
  }

  @Test
  void aConditionThatNobodyUnderstandsIsAnError() {
    for (String bad : Arrays.asList("!A=b", "=b", "A b", "A{B}C")) {
      assertThatThrownBy(() -> Condition.parse(bad)).hasMessage("not a condition: `" + bad + "`");
    }
  }
}
