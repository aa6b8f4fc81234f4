package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Value;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.gather.Supposing;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.describe.Description;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What hands out credentials for AWS, or opens a way in to machines and data behind it, over the
/// models of every service. An agent gets none of it, whoever approves.
///
/// `-Dobstat.rewrite=true` rewrites the list; it is read when it changes.
final class MintedCredentialsTest {
  private static final Path LIST =
      Path.of("src/test/resources/dev/obstat/server/minted-credentials.txt");

  private final AwsModels models = AwsModels.load();
  private final Describer describer = new Describer();
  private final Rules.Read.Good rules = (Rules.Read.Good) Rules.read(Config.embedded("olga"));

  /// Each operation that mints, with what is asked for.
  private Map<String, Action> minting() {
    Map<String, Action> minting = new TreeMap<>();
    for (Service service : models.services()) {
      ServiceModel model = models.model(service);
      for (ApiOperation operation : model.operations()) {
        Action action = action(model, operation);
        if (action.effect() == Effect.MINT) {
          minting.put(service.iam() + ":" + operation.name(), action);
        }
      }
    }
    return minting;
  }

  @Test
  void areTheseOperations() throws IOException {
    Set<String> names = minting().keySet();
    if (Boolean.getBoolean("obstat.rewrite")) {
      Files.createDirectories(LIST.getParent());
      Files.write(LIST, names);
    }
    assertThat(names).containsExactlyElementsOf(Files.readAllLines(LIST));
    assertThat(names)
        .contains(
            "ec2-instance-connect:SendSSHPublicKey",
            "ecs:ExecuteCommand",
            "iam:CreateAccessKey",
            "s3:CreateSession",
            "ssm:StartSession",
            "sts:AssumeRole",
            "sts:GetFederationToken");
  }

  @Test
  void areDeniedToAgentsByTheShippedPolicies() {
    Map<String, String> passed = new TreeMap<>();
    minting()
        .forEach(
            (name, action) -> {
              Decision decision = decide(action);
              if (!(decision instanceof Decision.Deny)) {
                passed.put(name, decision.toString());
              }
            });
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec2:GetPasswordData",
        "ecr:GetDownloadUrlForLayer",
        "lambda:GetFunctionConfiguration",
        "secretsmanager:GetSecretValue",
        "ssm:GetParameter"
      })
  void areNotTheSecretsThatWereThereBefore(String name) {
    String[] parts = name.split(":", 2);
    Service service =
        models.services().stream()
            .filter(one -> one.iam().equals(parts[0]))
            .filter(one -> models.model(one).operation(parts[1]) != null)
            .findFirst()
            .orElseThrow();
    ServiceModel model = models.model(service);
    Action action = action(model, Objects.requireNonNull(model.operation(parts[1])));
    assertThat(action.effect()).isEqualTo(Effect.DISCLOSE);
    assertThat(decide(action)).isInstanceOf(Decision.Hold.class);
  }

  private Action action(ServiceModel model, ApiOperation operation) {
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
    Description said =
        describer.describe(identified, Value.Structure.EMPTY, "123456789012", "eu-west-1");
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "olga"),
        new Place("aws", "123456789012", "eu-west-1", "r"),
        identified.named(),
        said.effect(),
        said.reversibility(),
        said.targets(),
        Value.Structure.EMPTY,
        new Content.None(),
        List.of());
  }

  private Decision decide(Action action) {
    Instant now = Instant.now();
    Session session =
        new Session(
            action.session(),
            new Principal.Agent("kiro", "olga"),
            "olga",
            "",
            "",
            now,
            now.plusSeconds(60),
            new Session.Standing.Live());
    var context =
        new Supposing(rules.catalog(), rules.policies().digest(), Clock.systemUTC())
            .gather(action, session);
    return rules.policies().decide(action, context);
  }
}
