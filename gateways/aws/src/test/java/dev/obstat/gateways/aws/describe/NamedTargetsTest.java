package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Fills in what an operation requires, and looks whether its targets have names. What does not
/// name them counts as unknown in production: safe, and in everybody's way.
final class NamedTargetsTest {
  private static final AwsModels MODELS = AwsModels.load();
  private static final int DEEPEST = 4;

  /// What people change production with.
  private static final List<String> MAIN =
      List.of(
          "ec2",
          "s3",
          "rds",
          "dynamodb",
          "lambda",
          "ecs",
          "eks",
          "iam",
          "cloudformation",
          "route53",
          "kms",
          "secretsmanager",
          "autoscaling",
          "elasticloadbalancing",
          "cloudfront",
          "sqs",
          "sns",
          "events",
          "states",
          "elasticache",
          "redshift",
          "es",
          "elasticfilesystem",
          "backup",
          "organizations",
          "cloudwatch",
          "logs",
          "ssm",
          "ecr",
          "apigateway");

  private final Describer describer = new Describer();

  private static final class Count {
    int named;
    int all;

    double share() {
      return all == 0 ? 1 : (double) named / all;
    }

    @Override
    public String toString() {
      return "%d of %d (%.0f %%)".formatted(named, all, share() * 100);
    }
  }

  @Test
  void mostChangesNameWhatTheyChange(TestReporter reporter) throws IOException {
    Count every = new Count();
    Count main = new Count();
    Map<String, Count> services = new TreeMap<>();
    Map<String, StringBuilder> unnamed = new TreeMap<>();
    for (Service service : MODELS.services()) {
      ServiceModel model = MODELS.model(service);
      for (ApiOperation operation : model.operations()) {
        Description description = describe(model, operation);
        if (!description.effect().changes() || description.effect() == Effect.CREATE) {
          continue;
        }
        boolean named = description.targets().stream().allMatch(Target.Known.class::isInstance);
        boolean isMain = MAIN.contains(service.iam());
        for (Count count :
            List.of(every, services.computeIfAbsent(service.iam(), _ -> new Count()))) {
          count.all++;
          count.named += named ? 1 : 0;
        }
        main.all += isMain ? 1 : 0;
        main.named += isMain && named ? 1 : 0;
        if (!named) {
          unnamed
              .computeIfAbsent(service.iam(), _ -> new StringBuilder())
              .append(' ')
              .append(operation.name());
        }
      }
    }
    StringBuilder table = new StringBuilder();
    table.append("all: ").append(every).append("\nmain: ").append(main).append('\n');
    services.forEach(
        (service, count) -> table.append(service).append(": ").append(count).append('\n'));
    MAIN.forEach(
        service ->
            table.append(service).append(" unnamed:").append(unnamed.get(service)).append('\n'));
    reporter.publishEntry("share", "every service " + every + ", main services " + main);
    Files.writeString(Path.of("target/named-targets.txt"), table);
    assertThat(every.share()).isGreaterThan(0.5);
    assertThat(main.share()).isGreaterThan(0.5);
  }

  private Description describe(ServiceModel model, ApiOperation operation) {
    Identified identified =
        new Identified(
            model,
            operation,
            operation.form(),
            model.service().protocols().iterator().next(),
            "",
            Map.of(),
            BodyUse.PARAMETERS,
            List.of());
    return describer.describe(
        identified, structure(model, operation.input(), 0), "123456789012", "eu-west-1");
  }

  private static Value.Structure structure(ServiceModel model, Shape.Structure shape, int depth) {
    Map<String, Value> members = new LinkedHashMap<>();
    shape
        .members()
        .forEach(
            (name, member) -> {
              if (member.is(Mark.REQUIRED) || member.place() == Place.LABEL) {
                members.put(name, value(model, member.type(), name, depth));
              }
            });
    return new Value.Structure(members);
  }

  private static Value value(ServiceModel model, Type type, String name, int depth) {
    return switch (type) {
      case Type.Simple simple ->
          switch (simple.scalar()) {
            case STRING, DOCUMENT, TIMESTAMP, BLOB -> new Value.Text(text(model, name));
            case NUMBER -> Value.Numeric.of(7);
            case BOOLEAN -> new Value.Flag(true);
          };
      case Type.Reference reference ->
          depth > DEEPEST
              ? new Value.Nothing()
              : switch (model.shape(reference)) {
                case Shape.Structure structure -> structure(model, structure, depth + 1);
                case Shape.Sequence list ->
                    new Value.Sequence(List.of(value(model, list.item(), name, depth + 1)));
                case Shape.Dictionary map ->
                    new Value.Structure(Map.of("key", value(model, map.value(), name, depth + 1)));
                case Shape.Document _ -> new Value.Text("anything");
              };
    };
  }

  private static String text(ServiceModel model, String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (lower.endsWith("arn") || lower.endsWith("arns")) {
      return "arn:aws:" + model.service().iam() + ":eu-west-1:123456789012:thing/x";
    }
    return lower.equals("queueurl") ? "https://sqs.eu-west-1.amazonaws.com/123456789012/q" : "x1";
  }
}
