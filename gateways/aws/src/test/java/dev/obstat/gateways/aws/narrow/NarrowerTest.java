package dev.obstat.gateways.aws.narrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.describe.Description;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowerTest {
  private static final String ACCOUNT = "111122223333";
  private static final AwsModels MODELS = AwsModels.load();
  private static final Identifier IDENTIFIER = new Identifier(MODELS, Set.of("localhost"));
  private static final Decoder DECODER = new Decoder();
  private static final Describer DESCRIBER = new Describer();
  private static final Narrower NARROWER = new Narrower();

  private static Narrowing narrow(AwsRequest request) {
    if (IDENTIFIER.identify(request) instanceof Identified found
        && DECODER.decode(found, request, _ -> "f") instanceof Decoded decoded) {
      return narrow(found, decoded.parameters());
    }
    throw new AssertionError("not understood: " + IDENTIFIER.identify(request));
  }

  private static Narrowing narrow(Identified found, Value.Structure parameters) {
    Description description = DESCRIBER.describe(found, parameters, ACCOUNT, "eu-west-1");
    Action action =
        new Action(
            "s-1",
            new Principal.Agent("kiro", "ana"),
            new Place("aws", ACCOUNT, "eu-west-1", "agents"),
            found.named(),
            description.effect(),
            description.reversibility(),
            description.targets(),
            parameters,
            new Content.None(),
            List.of());
    return NARROWER.narrow(found, action, !description.effect().changes());
  }

  private static AwsRequest request(
      String service, String method, String target, List<Header> headers, String body) {
    int mark = target.indexOf('?');
    return new AwsRequest(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        headers,
        body.isEmpty() ? new Body.None() : Body.of(body.getBytes(StandardCharsets.UTF_8)),
        service,
        "eu-west-1",
        "localhost");
  }

  private static Narrowing s3(String method, String target, String body, Header... headers) {
    return narrow(request("s3", method, target, List.of(headers), body));
  }

  private static Narrowing form(String service, String form) {
    Header type = new Header("content-type", "application/x-www-form-urlencoded");
    String version = service.equals("ec2") ? "2016-11-15" : "2014-10-31";
    return narrow(
        request(service, "POST", "/", List.of(type), "Action=" + form + "&Version=" + version));
  }

  private static Narrowing json(String service, String target, String body) {
    return narrow(
        request(
            service,
            "POST",
            "/",
            List.of(
                new Header("content-type", "application/x-amz-json-1.0"),
                new Header("x-amz-target", target)),
            body));
  }

  /// Every statement but the one for services on the way: `actions on resources`.
  private static List<String> allows(Narrowing narrowing) {
    try {
      List<String> allows = new ArrayList<>();
      for (JsonNode statement : new ObjectMapper().readTree(narrowing.policy()).path("Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        if (statement.has("Condition")) {
          assertThat(statement.toString())
              .isEqualTo(
                  "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                      + "{\"Bool\":{\"aws:ViaAWSService\":\"true\"}}}");
        } else {
          allows.add(texts(statement.path("Action")) + " on " + texts(statement.path("Resource")));
        }
      }
      return allows;
    } catch (JsonProcessingException e) {
      throw new AssertionError(narrowing.policy(), e);
    }
  }

  private static String texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return String.join(",", texts);
  }

  @Test
  void aDeletionIsOfTheObjectAloneAndOfAVersionOnlyWhereOneIsNamed() {
    assertThat(allows(s3("DELETE", "/b/k", "")))
        .containsExactly("s3:DeleteObject on arn:aws:s3:::b/k");
    assertThat(allows(s3("DELETE", "/b/k?versionId=1", "")))
        .containsExactly("s3:DeleteObject,s3:DeleteObjectVersion on arn:aws:s3:::b/k");
  }

  @Test
  void aReadIsOfItsBucketSoThatReadsShareASession() {
    Narrowing read = s3("GET", "/b/k", "");
    assertThat(allows(read))
        .containsExactly("s3:GetObject on arn:aws:s3:::b/*", "s3:ListBucket on arn:aws:s3:::b");
    assertThat(read.words()).isEqualTo("its operation on its targets' buckets");
    assertThat(read.policy()).isEqualTo(s3("GET", "/b/other", "").policy());
  }

  @Test
  void aCopyReadsItsSourceAndWritesItsTarget() {
    assertThat(allows(s3("PUT", "/b/k", "", new Header("x-amz-copy-source", "/from/a%20b"))))
        .containsExactly(
            "s3:PutObject,s3:PutObjectTagging on arn:aws:s3:::b/k",
            "s3:GetObject,s3:GetObjectVersion,s3:GetObjectTagging,s3:GetObjectVersionTagging on"
                + " arn:aws:s3:::from/a b");
  }

  @Test
  void aListIsOfTheBucketItself() {
    assertThat(allows(s3("GET", "/b?list-type=2", "")))
        .containsExactly("s3:ListBucket on arn:aws:s3:::b");
  }

  private static Narrowing deleting(int keys, String prefix) {
    StringBuilder body = new StringBuilder("<Delete>");
    for (int i = 0; i < keys; i++) {
      body.append("<Object><Key>").append(prefix).append(i).append("</Key></Object>");
    }
    return s3("POST", "/b?delete", body.append("</Delete>").toString());
  }

  @Test
  void whatIsTooLongForAPolicyBecomesAGroupAndTheWordsSaySo() {
    assertThat(deleting(3, "k").words()).isEqualTo("its operation on its targets");
    Narrowing many = deleting(1_000, "a-rather-long-key-");
    assertThat(allows(many)).containsExactly("s3:DeleteObject on arn:aws:s3:::b/*");
    assertThat(many.words()).isEqualTo("its operation on all beside its targets");
    assertThat(many.policy().length()).isLessThanOrEqualTo(2_048);
  }

  @Test
  void whatAnOperationOfAnotherServiceDestroysIsNamed() {
    assertThat(allows(form("rds", "DeleteDBInstance&DBInstanceIdentifier=Usage")))
        .containsExactly(
            "rds:DeleteDBInstance on arn:aws:rds:eu-west-1:111122223333:db:Usage,"
                + "arn:aws:rds:eu-west-1:111122223333:db:usage");
    assertThat(allows(form("ec2", "TerminateInstances&InstanceId.1=i-1&InstanceId.2=i-2")))
        .containsExactly(
            "ec2:TerminateInstances on arn:aws:ec2:eu-west-1:111122223333:instance/i-1,"
                + "arn:aws:ec2:eu-west-1:111122223333:instance/i-2");
    assertThat(
            allows(json("dynamodb", "DynamoDB_20120810.DeleteTable", "{\"TableName\":\"usage\"}")))
        .containsExactly(
            "dynamodb:DeleteTable on arn:aws:dynamodb:eu-west-1:111122223333:table/usage,"
                + "arn:aws:dynamodb:eu-west-1:111122223333:table/usage/*");
  }

  @Test
  void whatMayTouchMoreThanItNamesIsNarrowedToTheOperationAndSaysWhy() {
    Narrowing run = form("ec2", "RunInstances&ImageId=ami-1&MinCount=1&MaxCount=1");
    assertThat(run).isInstanceOf(Narrowing.Unscoped.class);
    assertThat(allows(run)).anyMatch(line -> line.contains("ec2:RunInstances on *"));
    assertThat(run.words())
        .isEqualTo(
            "its operation on any resource: it may touch resources that the request does not name");
    Narrowing list = form("ec2", "DescribeInstances");
    assertThat(allows(list)).containsExactly("ec2:DescribeInstances on *");
    assertThat(list.words()).contains("about no single resource");
  }

  @Test
  void aRoleThatIsHandedOverMayBePassedAndNoOther() {
    Narrowing create =
        narrow(
            request(
                "lambda",
                "PUT",
                "/2015-03-31/functions/f/configuration",
                List.of(new Header("content-type", "application/json")),
                "{\"Role\":\"arn:aws:iam::111122223333:role/worker\"}"));
    assertThat(allows(create)).contains("iam:PassRole on arn:aws:iam::111122223333:role/worker");
  }

  @Test
  void aSecretIsNamedWithTheCharactersThatItsArnEndsIn() {
    assertThat(
            allows(
                json("secretsmanager", "secretsmanager.GetSecretValue", "{\"SecretId\":\"db\"}")))
        .containsExactly(
            "secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:111122223333:secret:db,"
                + "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-??????");
  }

  @Test
  void everyOperationOfTheIndexHasAPolicyThatFitsAndNamesItsServiceAlone() {
    int seen = 0;
    for (Service service : MODELS.services()) {
      for (ApiOperation operation : MODELS.model(service).operations()) {
        Narrowing narrowing =
            narrow(
                new Identified(
                    MODELS.model(service),
                    operation,
                    operation.form(),
                    Protocol.JSON,
                    "",
                    Map.of(),
                    Identification.BodyUse.PARAMETERS,
                    List.of()),
                Value.Structure.EMPTY);
        assertThat(narrowing.policy().length()).isLessThanOrEqualTo(2_048);
        assertThat(allows(narrowing))
            .as(operation.name())
            .isNotEmpty()
            .allMatch(line -> line.startsWith(service.iam() + ":"));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(15_500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "agents",
        "arn:aws:iam::1:role/x",
        "arn:aws:iam::111122223333:user/x",
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::111122223333:role/a b",
        "arn:aws:iam::111122223333:role/a\nb"
      })
  void whatIsNoRoleIsNoRole(String arn) {
    assertThatThrownBy(() -> new Role(arn, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a role looks like `arn:aws:iam::111122223333:role/agents`, not `" + arn + "`");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:role/path/agents, agents",
    "arn:aws-cn:iam::111122223333:role/a, a"
  })
  void aRoleHasANameAndAnAccount(String arn, String name) {
    Role role = new Role(arn, "");
    assertThat(role.name()).isEqualTo(name);
    assertThat(role.account()).isEqualTo("111122223333");
  }
}
