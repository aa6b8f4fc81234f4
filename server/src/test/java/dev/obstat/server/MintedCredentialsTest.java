package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.gather.Supposing;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Answers that hand out credentials for AWS, or for machines and data behind it, looked for in the
/// models of every service. An agent gets none of them, whoever approves it.
final class MintedCredentialsTest {
  /// Members that models mark as sensitive and that are credentials by their names.
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:secretaccesskey|sessiontoken|uploadcredentials|dbpassword"
              + "|rolecredentials|servicepassword)"
              + "|(?i)(?:instanceaccess\\.)?credentials(?:\\..*)?");

  /// Operations that the models do not mark, from a reading of all names with credential, token,
  /// federation, session or sign-in in them.
  private static final List<String> UNMARKED =
      List.of(
          "codeartifact:GetAuthorizationToken",
          "cognito-identity:GetCredentialsForIdentity",
          "cognito-identity:GetOpenIdToken",
          "datazone:GetEnvironmentCredentials",
          "ecr-public:GetAuthorizationToken",
          "ecr:GetAuthorizationToken",
          "lakeformation:GetTemporaryGlueTableCredentials",
          "lightsail:GetInstanceAccessDetails",
          "sso-oauth:CreateToken",
          "sts:AssumeRoot",
          "sts:GetWebIdentityToken");

  /// Looks like one by its name and is none.
  private static final Map<String, String> NOT_MINTED =
      Map.of("ssm-sap:GetDatabase", "the credentials are the id of a secret");

  @Test
  void noAgentIsGivenOneByTheShippedPolicies() {
    TreeSet<String> minting = new TreeSet<>(UNMARKED);
    AwsModels models = AwsModels.load();
    for (Service service : models.services()) {
      for (ApiOperation operation : models.model(service).operations()) {
        if (operation.secretsInAnswer().stream().anyMatch(CREDENTIAL.asMatchPredicate())) {
          minting.add(service.iam() + ":" + operation.name());
        }
      }
    }
    minting.removeAll(NOT_MINTED.keySet());
    assertThat(minting).contains("sts:AssumeRole", "s3:CreateSession", "iam:CreateAccessKey");
    Rules.Read.Good rules = (Rules.Read.Good) Rules.read(Config.embedded("olga"));
    Map<String, String> passed = new TreeMap<>();
    for (String name : minting) {
      Decision decision = decide(rules, name);
      if (!(decision instanceof Decision.Deny)) {
        passed.put(name, decision.toString());
      }
    }
    assertThat(passed).isEmpty();
  }

  private static Decision decide(Rules.Read.Good rules, String name) {
    String[] parts = name.split(":", 2);
    Instant now = Instant.now();
    Session session =
        new Session(
            "s-1",
            new Principal.Agent("kiro", "olga"),
            "olga",
            "",
            "",
            now,
            now.plusSeconds(60),
            new Session.Standing.Live());
    Action action =
        new Action(
            session.id(),
            session.agent(),
            new Place("aws", "123456789012", "eu-west-1", "r"),
            new Operation("aws", parts[0], parts[1]),
            Effect.DISCLOSE,
            new Reversibility.Irreversible("shown"),
            List.of(Target.Known.unharmed("arn:aws:x:eu-west-1:123456789012:y")),
            Value.Structure.EMPTY,
            new Content.None(),
            List.of());
    var context =
        new Supposing(rules.catalog(), rules.policies().digest(), Clock.systemUTC())
            .gather(action, session);
    return rules.policies().decide(action, context);
  }
}
