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
import dev.obstat.gateways.aws.request.Requests;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a statement, a template or a resource of any type does is what counts, not the name of the
/// operation that carries it.
final class DoorsTest {
  private static final Identifier IDENTIFIER = new Identifier(AwsModels.load(), Set.of());
  private static final Decoder DECODER = new Decoder();
  private static final Describer DESCRIBER = new Describer();
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/";

  private static Description describe(AwsRequest request) {
    if (IDENTIFIER.identify(request) instanceof Identified found
        && DECODER.decode(found, request, _ -> "f") instanceof Decoded decoded) {
      return DESCRIBER.describe(found, decoded.parameters(), "123456789012", "eu-west-1");
    }
    throw new AssertionError("not understood: " + IDENTIFIER.identify(request));
  }

  private static Description partiql(String statement) {
    return describe(
        Requests.json(
            "dynamodb",
            "DynamoDB_20120810.ExecuteStatement",
            "{\"Statement\":\"" + statement.replace("\"", "\\\"") + "\"}"));
  }

  private static Description template(String operation, String body) {
    return describe(
        Requests.form(
            "cloudformation",
            "Version=2010-05-15&Action="
                + operation
                + "&StackName=shop&TemplateBody="
                + URLEncoder.encode(body, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT * FROM "orders" WHERE id = 'a'           | read   | orders
          select a, b from orders.byDate where x > 1      | read   | orders
          INSERT INTO "orders" VALUE {'id': 'a'}          | create | orders
          UPDATE "orders" SET a = 'FROM users' WHERE i=1  | update | orders
          UPDATE orders REMOVE a WHERE id = ?             | update | orders
          DELETE FROM "orders" WHERE id = 'a';            | delete | orders
          """)
  void aPartiqlStatementIsWhatItDoesToItsTable(String statement, String effect, String table) {
    Description description = partiql(statement);
    assertThat(description.effect().word()).isEqualTo(effect);
    assertThat(description.targets()).extracting(Target::shownName).containsExactly(TABLE + table);
    boolean loses = effect.equals("update") || effect.equals("delete");
    assertThat(description.targets().getFirst().harms().contains(Harm.LOSES_DATA)).isEqualTo(loses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE orders",
        "SELECT * FROM a; DELETE FROM b WHERE c = 1",
        "SELECT * FROM a -- b",
        "SELECT (SELECT x FROM b) FROM a",
        "EXISTS(SELECT * FROM orders WHERE id = 1)",
        "DELETE FROM orders",
        "UPDATE orders",
        "SELECT 'x",
        "SELECT * FROM 'orders'",
        "x"
      })
  void aPartiqlStatementThatCannotBeReadLosesDataNobodyKnowsWhere(String statement) {
    Description description = partiql(statement);
    assertThat(description.effect()).isEqualTo(Effect.EXECUTE);
    assertThat(description.targets())
        .containsExactly(
            new Target.Unresolved(
                "a PartiQL statement", "the statement cannot be read", Set.of(Harm.LOSES_DATA)));
  }

  @Test
  void oneStatementOfManyThatDeletesMakesTheWholeADeletion() {
    Description description =
        describe(
            Requests.json(
                "dynamodb",
                "DynamoDB_20120810.BatchExecuteStatement",
                "{\"Statements\":[{\"Statement\":\"SELECT * FROM cats WHERE a=1\"},"
                    + "{\"Statement\":\"DELETE FROM dogs WHERE a=1\"}]}"));
    assertThat(description.effect()).isEqualTo(Effect.DELETE);
    assertThat(description.reversibility().word()).isEqualTo("irreversible");
    assertThat(description.targets())
        .containsExactly(
            Target.Known.unharmed(TABLE + "cats"),
            new Target.Known(TABLE + "dogs", Target.Part.OBJECT, Set.of(Harm.LOSES_DATA)));
  }

  private static Description sql(String statement) {
    return describe(
        Requests.rest(
            "rds-data",
            "POST",
            "/Execute",
            "{\"resourceArn\":\"arn:aws:rds:eu-west-1:123456789012:cluster:c\","
                + "\"secretArn\":\"arn:aws:secretsmanager:eu-west-1:123456789012:secret:s\","
                + "\"sql\":\""
                + statement.replace("\"", "\\\"")
                + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select count(*), max(a) from t where b in (1, 2) and c like 'DROP%' order by a;",
        "SELECT \"a\" FROM t JOIN u ON (t.id = u.id)"
      })
  void aPlainSelectReads(String statement) {
    assertThat(sql(statement).effect()).isEqualTo(Effect.READ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE t",
        "SELECT 1; DROP TABLE t",
        "SELECT * INTO u FROM t",
        "SELECT * FROM t FOR UPDATE",
        "SELECT pg_terminate_backend(1)",
        "SELECT pg_catalog.count(1)",
        "SELECT \"lo_unlink\"(1)",
        "SELECT nextval('s')",
        "SELECT /* x */ 1",
        "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d",
        "SELECT $$a$$",
        "EXPLAIN ANALYZE DELETE FROM t",
        "SELECT 'it\\\\'' , lo_unlink(1) --'",
        ""
      })
  void allOtherSqlMayDropAnyTable(String statement) {
    Description description = sql(statement);
    assertThat(description.effect()).isEqualTo(Effect.EXECUTE);
    assertThat(description.targets())
        .anyMatch(
            target ->
                target instanceof Target.Unresolved && target.harms().contains(Harm.LOSES_DATA));
  }

  @Test
  void cloudControlIsWhatItsTypeSays() {
    Description known = control("DeleteResource", "AWS::RDS::DBInstance", "d");
    assertThat(known.effect()).isEqualTo(Effect.DELETE);
    assertThat(known.targets())
        .containsExactly(
            new Target.Known(
                "arn:aws:rds:eu-west-1:123456789012:db:d",
                Target.Part.OBJECT,
                Set.of(Harm.REMOVES, Harm.LOSES_DATA)));
    Description unknown = control("DeleteResource", "AWS::New::Thing", "d");
    assertThat(unknown.targets()).allMatch(Target.Unresolved.class::isInstance);
    assertThat(unknown.targets().getFirst().shownName()).isEqualTo("AWS::New::Thing d");
    Description function =
        describe(
            Requests.json(
                "cloudcontrolapi",
                "CloudApiService.CreateResource",
                "{\"TypeName\":\"AWS::Lambda::Function\",\"DesiredState\":\"{}\"}"));
    assertThat(function.targets())
        .anyMatch(
            target ->
                target instanceof Target.Known later && later.part() == Target.Part.LATER_CODE);
    assertThat(control("UpdateResource", "AWS::IAM::Role", "r").effect())
        .isEqualTo(Effect.PERMISSIONS);
  }

  private static Description control(String operation, String type, String identifier) {
    return describe(
        Requests.json(
            "cloudcontrolapi",
            "CloudApiService." + operation,
            "{\"TypeName\":\"%s\",\"Identifier\":\"%s\",\"PatchDocument\":\"[]\"}"
                .formatted(type, identifier)));
  }

  @Test
  void aTemplateIsReadForWhatItMakes() {
    Description yaml =
        template(
            "CreateStack",
            """
            Resources:
              Files: {Type: "AWS::S3::Bucket", Properties: {BucketName: !Ref Name}}
              Work:
                Type: AWS::Lambda::Function
                Properties: {Role: "arn:aws:iam::123456789012:role/worker"}
            """);
    assertThat(yaml.effect()).isEqualTo(Effect.CREATE);
    assertThat(yaml.why()).contains("AWS::Lambda::Function, AWS::S3::Bucket");
    assertThat(yaml.targets())
        .contains(
            new Target.Known(
                "arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/Work",
                Target.Part.LATER_CODE,
                Set.of()),
            new Target.Known(
                "arn:aws:iam::123456789012:role/worker", Target.Part.PASSED_ROLE, Set.of()));
    assertThat(yaml.targets()).noneMatch(Target.Unresolved.class::isInstance);
    Description permissions =
        template("CreateStack", "{\"Resources\":{\"R\":{\"Type\":\"AWS::IAM::Role\"}}}");
    assertThat(permissions.effect()).isEqualTo(Effect.PERMISSIONS);
    Description update =
        template("UpdateStack", "{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\"}}}");
    assertThat(update.effect()).isEqualTo(Effect.REPLACE);
  }

  @Test
  void aTemplateThatMayMakeAnythingIsUnresolved() {
    for (String body :
        List.of(
            "Resources: {A: {Type: 'Custom::Thing'}}",
            "Resources: {A: {Type: 'AWS::CloudFormation::Stack'}}",
            "{Transform: M, Resources: {A: {Type: 'AWS::SQS::Queue'}}}",
            "Resources: {A: {}}",
            "Resources: {A: {Type: 'AWS::SQS::Queue'}}\nResources: {B: {Type: 'AWS::IAM::Role'}}",
            "Resources: [",
            "a",
            "{}")) {
      assertThat(template("CreateStack", body).targets())
          .as(body)
          .anyMatch(Target.Unresolved.class::isInstance);
    }
    assertThat(template("CreateStack", "").targets()).anyMatch(Target.Unresolved.class::isInstance);
  }

  @Test
  void aDryRunIsOneOnlyWhereTheServiceKnowsIt() {
    Description ignored =
        describe(
            Requests.form(
                "rds",
                "Version=2014-10-31&Action=DeleteDBInstance&DBInstanceIdentifier=d&DryRun=true"));
    assertThat(ignored.effect()).isEqualTo(Effect.DELETE);
  }

  @Test
  void whatSeveralLinesSayOfOneRequestIsJoined() {
    Description both =
        describe(
            Requests.form(
                "rds",
                "Version=2014-10-31&Action=ModifyDBInstance&DBInstanceIdentifier=d"
                    + "&DeletionProtection=false&BackupRetentionPeriod=0&MasterUserPassword=x"));
    assertThat(both.targets().getFirst().harms())
        .containsExactlyInAnyOrder(Harm.UNPROTECTS, Harm.LOSES_DATA, Harm.DISABLES);
    assertThat(both.reversibility().word()).isEqualTo("irreversible");
    assertThat(both.why()).contains("takes a protection away", "deletes all automated backups");
    Description contradiction =
        describe(
            Requests.form(
                "rds",
                "Version=2014-10-31&Action=DeleteDBInstance&DBInstanceIdentifier=d"
                    + "&FinalDBSnapshotIdentifier=s&SkipFinalSnapshot=true"));
    assertThat(contradiction.reversibility().word()).isEqualTo("irreversible");
  }

  @Test
  void everyRecordOfAChangeOfNamesIsATarget() {
    Description change =
        describe(
            Requests.rest(
                "route53",
                "POST",
                "/2013-04-01/hostedzone/Z1/rrset/",
                "<ChangeResourceRecordSetsRequest><ChangeBatch><Changes>"
                    + "<Change><Action>UPSERT</Action><ResourceRecordSet><Name>a.example</Name>"
                    + "<Type>A</Type></ResourceRecordSet></Change>"
                    + "<Change><Action>DELETE</Action><ResourceRecordSet><Name>b.example</Name>"
                    + "<Type>A</Type></ResourceRecordSet></Change>"
                    + "</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>"));
    assertThat(change.targets())
        .extracting(Target::shownName)
        .containsExactly(
            "arn:aws:route53:::hostedzone/Z1/a.example",
            "arn:aws:route53:::hostedzone/Z1/b.example");
    assertThat(change.targets()).allMatch(target -> target.harms().contains(Harm.DISABLES));
  }
}
