package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.ResourceForm;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Fills in what an operation requires, and if that does not name its targets everything that it
/// knows, and looks whether they have names. What does not name them counts as unknown in
/// production: safe, and in everybody's way.
final class NamedTargetsTest {
  private static final AwsModels MODELS = AwsModels.load();

  /// Of the changes whose targets can be known from the request.
  private static final double FLOOR = 0.99;

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

  /// Operations whose targets are not, or not only, what IAM checks: the resource that the part
  /// belongs to, the instances behind a group, who joins, where a task runs, where what is made
  /// will be. API Gateway has actions for the methods of HTTP, not for operations.
  private static final List<String> OTHERWISE =
      List.of(
          "apigateway:.*",
          "applicationinsights:.*",
          "autoscaling:.*Instance.*|autoscaling:.*Standby",
          "batch:DeregisterJobDefinition",
          "cloudformation:GetResource",
          "codebuild:RetryBuild.*",
          "ec2:ModifyVpcEndpointPayerResponsibility",
          "ecs:.*TaskDefinition.*|ecs:RunTask|ecs:DeregisterContainerInstance",
          "eks:.*",
          "elasticache:DisassociateGlobalReplicationGroup",
          "elasticloadbalancing:.*Targets",
          "glue:StartDataQualityRuleRecommendationRun",
          "iam:(Add|Remove)(Role|User)(To|From).*",
          "lambda:.*Config|lambda:UpdateEventSourceMapping",
          "logs:.*Log(Stream|Events)",
          "lookoutvision:CreateModel",
          "mobiletargeting:.*",
          "network-firewall:.*TransitGatewayAttachment",
          "redshift:.*ClusterSecurityGroup.*|redshift:GetClusterCredentials.*",
          "rekognition:StartMediaAnalysisJob",
          "s3:CreateAccessPoint",
          "securityhub:StartConfigurationPolicy.*",
          "workdocs:.*");

  private final Describer describer = new Describer();
  private final Unnameable unnameable = new Unnameable();

  private static final class Count {
    int named;
    int all;
    int unnameable;

    double share() {
      return all == 0 ? 1 : (double) named / all;
    }

    double shareOfNameable() {
      return all == unnameable ? 1 : (double) named / (all - unnameable);
    }

    @Override
    public String toString() {
      return "%d of %d (%.1f %%), %d cannot be named: %.1f %% of the rest"
          .formatted(named, all, share() * 100, unnameable, shareOfNameable() * 100);
    }
  }

  @Test
  void changesNameWhatTheyChange(TestReporter reporter) throws IOException {
    Count every = new Count();
    Count main = new Count();
    Map<String, Count> services = new TreeMap<>();
    Map<String, StringBuilder> unnamed = new TreeMap<>();
    Map<String, Integer> reasons = new TreeMap<>();
    List<String> wronglyListed = new ArrayList<>();
    for (Service service : MODELS.services()) {
      ServiceModel model = MODELS.model(service);
      for (ApiOperation operation : model.operations()) {
        Description description = describe(model, operation, false);
        if (!description.effect().changes() || description.effect() == Effect.CREATE) {
          continue;
        }
        boolean named = isNamed(description) || isNamed(describe(model, operation, true));
        Optional<Unnameable.Reason> reason = unnameable.reason(service.iam(), operation.name());
        if (named && reason.isPresent()) {
          wronglyListed.add(service.iam() + ":" + operation.name());
        }
        List<Count> counts = new ArrayList<>(List.of(every));
        counts.add(services.computeIfAbsent(service.iam(), _ -> new Count()));
        if (MAIN.contains(service.iam())) {
          counts.add(main);
        }
        for (Count count : counts) {
          count.all++;
          count.named += named ? 1 : 0;
          count.unnameable += !named && reason.isPresent() ? 1 : 0;
        }
        if (!named) {
          reasons.merge(reason.map(Unnameable.Reason::word).orElse("not listed"), 1, Integer::sum);
          unnamed
              .computeIfAbsent(service.iam(), _ -> new StringBuilder())
              .append(' ')
              .append(operation.name())
              .append(reason.map(one -> "(" + one.word() + ")").orElse(""));
        }
      }
    }
    StringBuilder table = new StringBuilder();
    table.append("all: ").append(every).append("\nmain: ").append(main).append('\n');
    table.append("unnamed: ").append(reasons).append('\n');
    services.forEach(
        (service, count) -> table.append(service).append(": ").append(count).append('\n'));
    unnamed.forEach(
        (service, names) -> table.append(service).append(" unnamed:").append(names).append('\n'));
    reporter.publishEntry("share", "every service " + every + ", main services " + main);
    Files.writeString(Path.of("target/named-targets.txt"), table);
    assertThat(wronglyListed).as("named after all: take them out of unnamed.txt").isEmpty();
    assertThat(every.shareOfNameable()).isGreaterThan(FLOOR);
    assertThat(main.shareOfNameable()).isGreaterThan(FLOOR);
  }

  /// What is given out as an ARN is written as IAM writes those of the operation; where IAM
  /// documents none, as those of any. What is no ARN says so with a `~`.
  @Test
  void whatLooksLikeAnArnIsOneAsIamWritesIt() {
    Map<String, Pattern> forms = new HashMap<>();
    for (Service service : MODELS.services()) {
      for (ApiOperation operation : MODELS.model(service).operations()) {
        kinds(operation)
            .forEach(kind -> forms.computeIfAbsent(kind.template(), ResourceForm::pattern));
      }
    }
    List<String> wrong = new ArrayList<>();
    for (Service service : MODELS.services()) {
      ServiceModel model = MODELS.model(service);
      for (ApiOperation operation : model.operations()) {
        List<Pattern> of = kinds(operation).map(kind -> forms.get(kind.template())).toList();
        Collection<Pattern> allowed = of.isEmpty() ? forms.values() : of;
        String name = service.iam() + ":" + operation.name();
        describe(model, operation, true).targets().stream()
            .filter(NamedTargetsTest::saysItIsAnArn)
            .map(Target::shownName)
            .filter(arn -> allowed.stream().noneMatch(form -> form.matcher(arn).matches()))
            .filter(_ -> OTHERWISE.stream().noneMatch(one -> name.matches(one)))
            .forEach(arn -> wrong.add(name + " " + arn));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean saysItIsAnArn(Target target) {
    return target instanceof Target.Known(String name, Target.Part part, var _)
        && part == Target.Part.OBJECT
        && !name.contains("~")
        && !name.endsWith(":*")
        && !name.startsWith("arn:aws:other:");
  }

  private static Stream<ApiOperation.Named> kinds(ApiOperation operation) {
    return Stream.concat(operation.resources().stream(), operation.others().stream());
  }

  private static boolean isNamed(Description description) {
    return description.targets().stream().allMatch(Target.Known.class::isInstance);
  }

  private Description describe(ServiceModel model, ApiOperation operation, boolean everything) {
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
        identified,
        new Filling(model, operation, everything).parameters(),
        "123456789012",
        "eu-west-1");
  }
}
