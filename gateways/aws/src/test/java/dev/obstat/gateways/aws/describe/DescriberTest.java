package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Requests;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriberTest {
  private static final Identifier IDENTIFIER = new Identifier(AwsModels.load(), Set.of());
  private static final Decoder DECODER = new Decoder();
  private static final Describer DESCRIBER = new Describer();
  private static final String A = "123456789012";

  private static Description describe(AwsRequest request) {
    if (IDENTIFIER.identify(request) instanceof Identified found
        && DECODER.decode(found, request, secret -> "f") instanceof Decoded decoded) {
      return DESCRIBER.describe(found, decoded.parameters(), A, "eu-west-1");
    }
    throw new AssertionError("not understood: " + IDENTIFIER.identify(request));
  }

  private static Set<String> names(Description description) {
    return description.targets().stream().map(Target::shownName).collect(Collectors.toSet());
  }

  private static Set<String> names(Description description, Target.Part part) {
    return description.targets().stream()
        .filter(target -> target instanceof Target.Known known && known.part() == part)
        .map(Target::shownName)
        .collect(Collectors.toSet());
  }

  private static String version(String signing) {
    return signing.equals("ec2")
        ? "2016-11-15"
        : signing.equals("rds") ? "2014-10-31" : "2011-06-15";
  }

  /// Effect, reversibility and what the first target loses, for form requests.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rds | DeleteDBInstance&DBInstanceIdentifier=d&SkipFinalSnapshot=true    | delete   | irreversible | arn:aws:rds:eu-west-1:123456789012:db:d | [LOSES_DATA, REMOVES]
          rds | DeleteDBInstance&DBInstanceIdentifier=d&FinalDBSnapshotIdentifier=s | delete | recoverable  | arn:aws:rds:eu-west-1:123456789012:db:d | [LOSES_DATA, REMOVES]
          rds | DescribeDBInstances                                               | read     | reversible   | arn:aws:rds:eu-west-1:123456789012:* | []
          rds | ModifyDBInstance&DBInstanceIdentifier=d&BackupRetentionPeriod=0   | update   | irreversible | arn:aws:rds:eu-west-1:123456789012:db:d | [LOSES_DATA, UNPROTECTS]
          rds | StopDBInstance&DBInstanceIdentifier=d                             | update   | unknown      | arn:aws:rds:eu-west-1:123456789012:db:d | [DISABLES]
          ec2 | DescribeInstances                                                 | read     | reversible   | arn:aws:ec2:eu-west-1:123456789012:* | []
          ec2 | StopInstances&InstanceId.1=i-1                                    | update   | unknown      | arn:aws:ec2:eu-west-1:123456789012:instance/i-1 | [DISABLES, LOSES_DATA]
          ec2 | TerminateInstances&InstanceId.1=i-1&DryRun=true                   | read     | reversible   | arn:aws:ec2:eu-west-1:123456789012:instance/i-1 | []
          ec2 | RevokeSecurityGroupIngress&GroupId=sg-1                           | update   | reversible   | arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1 | [DISABLES]
          ec2 | DeleteVolume&VolumeId=v-1                                         | delete   | irreversible | arn:aws:ec2:eu-west-1:123456789012:volume/v-1 | [LOSES_DATA, REMOVES]
          ec2 | GetPasswordData&InstanceId=i-1                                    | disclose | irreversible | arn:aws:ec2:eu-west-1:123456789012:instance/i-1 | []
          sts | AssumeRole&RoleArn=arn:aws:iam::123456789012:role/r&RoleSessionName=s | mint | irreversible | arn:aws:iam::123456789012:role/r | []
          sts | GetCallerIdentity                                                 | read     | reversible   | arn:aws:sts:eu-west-1:123456789012:* | []
          """)
  void saysWhatFormRequestsDo(
      String signing,
      String form,
      String effect,
      String reversibility,
      String target,
      String harms) {
    Description description =
        describe(
            Requests.form(
                signing,
                "Version="
                    + version(signing)
                    + "&Action="
                    + form.replace(":", "%3A").replace("/", "%2F")));
    assertThat(description.effect().word()).isEqualTo(effect);
    assertThat(description.reversibility().word()).isEqualTo(reversibility);
    assertThat(names(description)).contains(target);
    assertThat(
            description.targets().getFirst().harms().stream()
                .map(Harm::name)
                .sorted()
                .toList()
                .toString())
        .isEqualTo(harms);
  }

  @Test
  void expandsEveryTargetOfOneCall() {
    Description terminate =
        describe(
            Requests.form(
                "ec2",
                "Action=TerminateInstances&Version=2016-11-15&InstanceId.1=i-1&InstanceId.2=i-2"));
    assertThat(names(terminate))
        .containsExactlyInAnyOrder(
            "arn:aws:ec2:eu-west-1:123456789012:instance/i-1",
            "arn:aws:ec2:eu-west-1:123456789012:instance/i-2");
    Description delete =
        describe(
            Requests.rest(
                "s3",
                "POST",
                "/b?delete",
                "<Delete><Object><Key>x/1</Key></Object><Object><Key>y</Key></Object></Delete>"));
    assertThat(names(delete)).containsExactlyInAnyOrder("arn:aws:s3:::b/x/1", "arn:aws:s3:::b/y");
    assertThat(delete.targets()).allMatch(target -> target.harms().contains(Harm.LOSES_DATA));
    Description batch =
        describe(
            Requests.json(
                "dynamodb",
                "DynamoDB_20120810.BatchWriteItem",
                "{\"RequestItems\":{\"t1\":[],\"t2\":[]}}"));
    assertThat(names(batch))
        .containsExactlyInAnyOrder(
            "arn:aws:dynamodb:eu-west-1:123456789012:table/t1",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/t2");
  }

  @Test
  void readsTheQueueFromItsAddress() {
    Description purge =
        describe(
            Requests.json(
                "sqs",
                "AmazonSQS.PurgeQueue",
                "{\"QueueUrl\":\"http://localhost:9324/000000000000/usage\"}"));
    assertThat(names(purge)).containsExactly("arn:aws:sqs:eu-west-1:000000000000:usage");
    assertThat(purge.effect()).isEqualTo(Effect.DELETE);
    assertThat(purge.targets().getFirst().harms()).containsExactly(Harm.LOSES_DATA);
    Description odd =
        describe(
            Requests.json(
                "sqs", "AmazonSQS.PurgeQueue", "{\"QueueUrl\":\"http://localhost/usage\"}"));
    assertThat(odd.targets()).allMatch(Target.Unresolved.class::isInstance);
  }

  @Test
  void namesPassedRolesAndLaterCode() {
    Description create =
        describe(
            Requests.rest(
                "lambda",
                "POST",
                "/2015-03-31/functions",
                "{\"FunctionName\":\"f\",\"Role\":\"arn:aws:iam::123456789012:role/r\",\"Code\":{\"S3Bucket\":\"b\",\"S3Key\":\"k\"}}"));
    assertThat(names(create, Target.Part.PASSED_ROLE))
        .containsExactly("arn:aws:iam::123456789012:role/r");
    assertThat(names(create, Target.Part.LATER_CODE))
        .containsExactly("arn:aws:lambda:eu-west-1:123456789012:function:f");
    assertThat(create.unpinned())
        .containsExactly("Code.S3Key: the code can be overwritten: give `S3ObjectVersion`");
    assertThat(create.effect()).isEqualTo(Effect.CREATE);
    Description run =
        describe(
            Requests.form(
                "ec2",
                "Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1&UserData=eA==&IamInstanceProfile.Name=p"));
    assertThat(names(run, Target.Part.PASSED_ROLE))
        .containsExactly("arn:aws:iam::123456789012:instance-profile/p");
    assertThat(names(run, Target.Part.LATER_CODE)).isNotEmpty();
    assertThat(names(run, Target.Part.SOURCE))
        .containsExactly("arn:aws:ec2:eu-west-1::image/ami-1");
  }

  @Test
  void doesNotResolveWildcardsNorWhatIsNotNamed() {
    Description wildcard =
        describe(
            Requests.json("dynamodb", "DynamoDB_20120810.DeleteTable", "{\"TableName\":\"*\"}"));
    assertThat(wildcard.targets()).allMatch(Target.Unresolved.class::isInstance);
    Description token =
        describe(
            Requests.json("states", "AWSStepFunctions.SendTaskHeartbeat", "{\"taskToken\":\"t\"}"));
    assertThat(token.targets())
        .singleElement()
        .isInstanceOfSatisfying(
            Target.Unresolved.class,
            target ->
                assertThat(target.why())
                    .isEqualTo(
                        "the request does not name the resource: it is named by a token that only"
                            + " the service can read"));
  }

  @Test
  void thePartLosesWhatIsLostAndNotItsWhole() {
    Description deleted = describe(Requests.rest("connect", "DELETE", "/users/i1/u1", ""));
    assertThat(deleted.targets())
        .containsExactly(
            new Target.Known(
                "arn:aws:connect:eu-west-1:123456789012:instance/i1/agent/u1",
                Target.Part.OBJECT,
                Set.of(Harm.REMOVES)));
    Description list =
        describe(
            Requests.json(
                "kendra",
                "AWSKendraFrontendService.DeleteQuerySuggestionsBlockList",
                "{\"IndexId\":\"i1\",\"Id\":\"b1\"}"));
    assertThat(list.targets())
        .containsExactlyInAnyOrder(
            Target.Known.unharmed("arn:aws:kendra:eu-west-1:123456789012:index/i1"),
            new Target.Known(
                "arn:aws:kendra:eu-west-1:123456789012:index/i1/query-suggestions-block-list/b1",
                Target.Part.OBJECT,
                Set.of(Harm.REMOVES)));
  }

  @Test
  void namesSettingsOfTheWholeAccount() {
    Description disabled =
        describe(Requests.form("ec2", "Action=DisableEbsEncryptionByDefault&Version=2016-11-15"));
    assertThat(disabled.targets())
        .containsExactly(
            new Target.Known(
                "arn:aws:ec2:eu-west-1:123456789012:~settings/EbsEncryptionByDefault",
                Target.Part.OBJECT,
                Set.of(Harm.UNPROTECTS)));
  }

  @Test
  void callsDesiredZeroAndLifecycleRulesWhatTheyAre() {
    Description zero =
        describe(
            Requests.json(
                "ecs",
                "AmazonEC2ContainerServiceV20141113.UpdateService",
                "{\"cluster\":\"c\",\"service\":\"s\",\"desiredCount\":0}"));
    assertThat(zero.targets())
        .containsExactly(
            new Target.Known(
                "arn:aws:ecs:eu-west-1:123456789012:service/c/s",
                Target.Part.OBJECT,
                Set.of(Harm.DISABLES)));
    Description rules =
        describe(
            Requests.rest(
                "s3",
                "PUT",
                "/b?lifecycle",
                "<LifecycleConfiguration><Rule><Status>Enabled</Status></Rule></LifecycleConfiguration>"));
    assertThat(rules.targets().getFirst().harms()).containsExactly(Harm.LOSES_DATA);
    Description suspended =
        describe(Requests.rest("s3", "PUT", "/b?versioning", "<V><Status>Suspended</Status></V>"));
    assertThat(suspended.targets().getFirst().harms()).containsExactly(Harm.UNPROTECTS);
    Description key =
        describe(Requests.json("kms", "TrentService.ScheduleKeyDeletion", "{\"KeyId\":\"k\"}"));
    assertThat(key.effect()).isEqualTo(Effect.DELETE);
    assertThat(names(key)).containsExactly("arn:aws:kms:eu-west-1:123456789012:key/k");
  }

  @Test
  void holdsBackCredentialsWhateverTheVerb() {
    assertThat(
            describe(
                    Requests.rest("deadline", "GET", "/2023-10-12/farms/f/fleets/l/read-roles", ""))
                .effect())
        .isEqualTo(Effect.MINT);
    Description modify =
        describe(
            Requests.form(
                "redshift",
                "Action=ModifyCluster&Version=2012-12-01&ClusterIdentifier=c&MasterUserPassword=x"));
    assertThat(modify.effect()).isEqualTo(Effect.UPDATE);
  }

  @Test
  void namesACopySourceAndWhetherItIsPinned() {
    AwsRequest put = Requests.rest("s3", "PUT", "/b/k", "");
    Description copy =
        describe(Requests.with(put, new Header("x-amz-copy-source", "/other/a%20b")));
    assertThat(names(copy, Target.Part.SOURCE)).containsExactly("arn:aws:s3:::other/a b");
    assertThat(copy.unpinned())
        .containsExactly("CopySource: the source can be overwritten: add `?versionId=…`");
    Description pinned =
        describe(Requests.with(put, new Header("x-amz-copy-source", "/other/a?versionId=v")));
    assertThat(pinned.unpinned()).isEmpty();
  }

  @Test
  void readsNothingButWhatIamAndItsNameAgreeOn() {
    assertThat(
            describe(
                    Requests.json(
                        "secretsmanager", "secretsmanager.GetSecretValue", "{\"SecretId\":\"s\"}"))
                .effect())
        .isEqualTo(Effect.DISCLOSE);
    assertThat(describe(Requests.rest("s3", "GET", "/b?session", "")).effect())
        .isEqualTo(Effect.MINT);
    assertThat(describe(Requests.rest("s3", "GET", "/b/k", "")).effect()).isEqualTo(Effect.READ);
    assertThat(
            describe(
                    Requests.form(
                        "iam",
                        "Action=AttachRolePolicy&Version=2010-05-08&RoleName=r&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess"))
                .effect())
        .isEqualTo(Effect.PERMISSIONS);
    assertThat(
            describe(Requests.rest("lambda", "POST", "/2015-03-31/functions/f/invocations", "{}"))
                .effect())
        .isEqualTo(Effect.EXECUTE);
  }

  @Test
  void aKeyThatOnlyContainsTheWordOfItsPinIsNotPinned() {
    Unpinned unpinned = new Unpinned();
    assertThat(
            unpinned.in(
                "lambda",
                "UpdateFunctionCode",
                new dev.obstat.core.action.Value.Structure(
                    java.util.Map.of(
                        "S3Key", dev.obstat.core.action.Value.of("x/S3ObjectVersion.zip")))))
        .hasSize(1);
    assertThat(
            unpinned.in(
                "s3",
                "CopyObject",
                new dev.obstat.core.action.Value.Structure(
                    java.util.Map.of(
                        "CopySource", dev.obstat.core.action.Value.of("b/versionId=/key")))))
        .hasSize(1);
    assertThat(
            unpinned.in(
                "ec2",
                "RunInstances",
                new dev.obstat.core.action.Value.Structure(
                    java.util.Map.of(
                        "ImageId", dev.obstat.core.action.Value.of("resolve:ssm:/x/ami-y")))))
        .hasSize(1);
    assertThat(
            unpinned.in(
                "ec2",
                "RunInstances",
                new dev.obstat.core.action.Value.Structure(
                    java.util.Map.of("ImageId", dev.obstat.core.action.Value.of("ami-0abc12")))))
        .isEmpty();
  }
}
