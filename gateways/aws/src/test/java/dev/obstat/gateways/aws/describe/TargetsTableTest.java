package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table `named-targets.txt`: real requests, and what they name by IAM's reference.
final class TargetsTableTest {
  private static final AwsModels MODELS = AwsModels.load();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LINE = Pattern.compile("([\\w-]+):(\\w+) (\\{.*\\}) (.*)");

  private final Describer describer = new Describer();

  static Stream<String> lines() throws IOException {
    return Curated.lines("named-targets.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aRequestNamesItsTargets(String line) throws IOException {
    Matcher matcher = LINE.matcher(line);
    assertThat(matcher.matches()).as("`SERVICE:OPERATION {parameters} targets`").isTrue();
    JsonNode json = JSON.readTree(matcher.group(3));
    Identified identified = identified(matcher.group(1), matcher.group(2), json);
    Set<String> named = new TreeSet<>();
    describer
        .describe(identified, (Value.Structure) value(json), "123456789012", "eu-west-1")
        .targets()
        .forEach(target -> name(target).ifPresent(named::add));
    assertThat(named).isEqualTo(new TreeSet<>(List.of(matcher.group(4).split(" "))));
  }

  private static java.util.Optional<String> name(Target target) {
    return switch (target) {
      case Target.Known(String name, Target.Part part, var _) when part == Target.Part.OBJECT ->
          java.util.Optional.of(name);
      case Target.Known _ -> java.util.Optional.empty();
      case Target.Unresolved _ -> java.util.Optional.of("unresolved");
    };
  }

  /// The operation of that name that has all these parameters, and requires no others.
  private static Identified identified(String iam, String name, JsonNode parameters) {
    for (Service service : MODELS.services()) {
      ApiOperation operation =
          service.iam().equals(iam) ? MODELS.model(service).operation(name) : null;
      if (operation != null && takes(operation.input(), parameters)) {
        return new Identified(
            MODELS.model(service),
            operation,
            operation.form(),
            service.protocols().iterator().next(),
            "",
            Map.of(),
            BodyUse.PARAMETERS,
            List.of());
      }
    }
    throw new AssertionError("no operation " + iam + ":" + name + " takes these parameters");
  }

  private static boolean takes(Shape.Structure input, JsonNode parameters) {
    return parameters.properties().stream()
            .allMatch(member -> input.members().containsKey(member.getKey()))
        && input.members().values().stream()
            .filter(member -> member.is(Mark.REQUIRED) && !member.is(Mark.TOKEN))
            .allMatch(member -> parameters.has(member.name()));
  }

  private static Value value(JsonNode json) {
    if (json.isObject()) {
      Map<String, Value> members = new LinkedHashMap<>();
      json.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
      return new Value.Structure(members);
    }
    if (json.isArray()) {
      return new Value.Sequence(json.valueStream().map(TargetsTableTest::value).toList());
    }
    return json.isBoolean()
        ? new Value.Flag(json.booleanValue())
        : json.isNumber() ? Value.Numeric.of(json.longValue()) : new Value.Text(json.asText());
  }
}
