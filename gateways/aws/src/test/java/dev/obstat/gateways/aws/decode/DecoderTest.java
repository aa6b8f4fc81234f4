package dev.obstat.gateways.aws.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Requests;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecoderTest {
  private static final Identifier IDENTIFIER = new Identifier(AwsModels.load(), Set.of());
  private static final Decoder DECODER = new Decoder();

  private static Decoding decode(AwsRequest request) {
    if (IDENTIFIER.identify(request) instanceof Identified identified) {
      return DECODER.decode(identified, request, Given.FINGERPRINT);
    }
    throw new AssertionError("not identified: " + IDENTIFIER.identify(request));
  }

  private static Decoded decoded(AwsRequest request) {
    Decoding decoding = decode(request);
    assertThat(decoding).isInstanceOf(Decoded.class);
    return (Decoded) decoding;
  }

  private static String refusal(AwsRequest request) {
    return decode(request) instanceof Decoding.Refused refused ? refused.why() : "it was decoded";
  }

  private static AwsRequest table(String json) {
    return Requests.json("dynamodb", "DynamoDB_20120810.DeleteTable", json);
  }

  private static AwsRequest stop(String form) {
    return Requests.form("ec2", "Action=StopInstances&Version=2016-11-15&" + form);
  }

  @Test
  void givesTheSameTreeForJsonAndQuery() {
    Decoded json =
        decoded(
            Requests.json(
                "sqs",
                "AmazonSQS.SendMessageBatch",
                """
                {"QueueUrl":"http://q/123456789012/usage","Entries":[{"Id":"a","MessageBody":"x","DelaySeconds":5,
                "MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}}}]}
                """));
    Decoded query =
        decoded(
            Requests.form(
                "sqs",
                "Action=SendMessageBatch&Version=2012-11-05&QueueUrl=http%3A%2F%2Fq%2F123456789012%2Fusage"
                    + "&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x"
                    + "&SendMessageBatchRequestEntry.1.DelaySeconds=5"
                    + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=k"
                    + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=String"
                    + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=v"));
    assertThat(query.parameters()).isEqualTo(json.parameters());
    assertThat(query.unknownMembers()).isEmpty();
  }

  @Test
  void givesTheSameTreeForCborAndQuery() {
    byte[] cbor = HexFormat.of().parseHex("a16a416c61726d4e616d6573826161" + "6162");
    AwsRequest request =
        new AwsRequest(
            "POST",
            "/service/GraniteServiceVersion20100801/operation/DeleteAlarms",
            "",
            List.of(new Header("smithy-protocol", "rpc-v2-cbor")),
            Body.of(cbor),
            "monitoring",
            "eu-west-1",
            "h");
    Decoded query =
        decoded(
            Requests.form(
                "monitoring",
                "Action=DeleteAlarms&Version=2010-08-01&AlarmNames.member.1=a&AlarmNames.member.2=b"));
    assertThat(decoded(request).parameters()).isEqualTo(query.parameters());
    AwsRequest cut = request.with(Body.of(java.util.Arrays.copyOf(cbor, cbor.length - 1)));
    assertThat(refusal(cut)).startsWith("malformed CBOR: it ends too early");
  }

  @Test
  void readsAnOperationAtThePlaceItHadBefore() {
    AwsRequest today =
        new AwsRequest(
            "POST",
            "/v2/email/list-identities",
            "",
            List.of(new Header("content-type", "application/json")),
            Body.of("{\"PageSize\":5,\"NextToken\":\"n\"}".getBytes(UTF_8)),
            "ses",
            "eu-west-1",
            "gateway");
    AwsRequest before =
        new AwsRequest(
            "GET",
            "/v2/email/identities",
            "PageSize=5&NextToken=n",
            List.of(),
            new Body.None(),
            "ses",
            "eu-west-1",
            "gateway");
    assertThat(decoded(before).parameters()).isEqualTo(decoded(today).parameters());
    assertThat(decoded(before).unknownMembers()).isEmpty();
  }

  @Test
  void keepsWhatTheModelDoesNotKnowAndSaysSo() {
    Decoded json = decoded(table("{\"TableName\":\"t\",\"Force\":{\"Really\":true}}"));
    assertThat(json.unknownMembers()).containsExactly("Force");
    assertThat(json.parameters().members()).containsKey("Force");
    Decoded form = decoded(stop("InstanceId.1=i-1&SkipOsShutdown2=true"));
    assertThat(form.unknownMembers()).containsExactly("SkipOsShutdown2");
    Decoded xml =
        decoded(
            Requests.rest(
                "s3", "PUT", "/b?versioning", "<V><Status>Enabled</Status><New>1</New></V>"));
    assertThat(xml.unknownMembers()).containsExactly("VersioningConfiguration.New");
    Decoded query =
        decoded(Requests.rest("lambda", "DELETE", "/2015-03-31/functions/f?Cascade=true", ""));
    assertThat(query.unknownMembers()).containsExactly("query:Cascade");
    Decoded header =
        decoded(
            Requests.with(
                Requests.rest("s3", "DELETE", "/b/k", ""), new Header("x-amz-frob-all", "true")));
    assertThat(header.unknownMembers()).containsExactly("header:x-amz-frob-all");
  }

  @Test
  void hidesSecretsAndMarksTokens() {
    Decoded decoded =
        decoded(
            Requests.json(
                "secretsmanager",
                "secretsmanager.PutSecretValue",
                "{\"SecretId\":\"s\",\"SecretString\":\"hunter2\",\"ClientRequestToken\":\"t\"}"));
    assertThat(decoded.parameters().members().get("SecretString")).isInstanceOf(Value.Secret.class);
    assertThat(decoded.parameters().members().get("ClientRequestToken"))
        .isEqualTo(new Value.IdempotencyToken("t"));
    assertThat(decoded.toString()).doesNotContain("hunter2");
    Decoded newer =
        decoded(
            Requests.form(
                "rds",
                "Action=ModifyDBInstance&Version=2014-10-31&DBInstanceIdentifier=d&MasterUserPassword=hunter2&NewPassword=hunter2"));
    assertThat(newer.toString()).doesNotContain("hunter2");
  }

  @Test
  void doesNotReadContent() {
    AwsRequest put = Requests.rest("s3", "PUT", "/b/k", "").with(new Body.Unread());
    Decoded decoded = decoded(put);
    assertThat(decoded.bodyUnread()).isTrue();
    assertThat(decoded.parameters().members()).containsOnlyKeys("Bucket", "Key");
  }

  @Test
  void expandsDeletedObjects() {
    Decoded decoded =
        decoded(
            Requests.rest(
                "s3",
                "POST",
                "/b?delete",
                "<?xml version=\"1.0\"?><Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "<Object><Key>a &amp; b</Key></Object><Object><Key>c</Key><VersionId>v</VersionId></Object>"
                    + "<Quiet>true</Quiet></Delete>"));
    assertThat(decoded.parameters().toString())
        .contains("Text[text=a & b]", "Text[text=c]", "Text[text=v]", "Flag[flag=true]");
    assertThat(decoded.unknownMembers()).isEmpty();
  }

  @Test
  void refusesBadJson() {
    assertThat(refusal(table("{\"TableName\":\"a\",\"TableName\":\"b\"}")))
        .isEqualTo("the JSON key `TableName` is there twice");
    assertThat(refusal(table("{\"tablename\":\"a\"}")))
        .isEqualTo("the parameter `tablename` differs from `TableName` in case; write `TableName`");
    assertThat(refusal(table("{\"TableName\":")))
        .startsWith("malformed JSON at line 1, column 14: ");
    assertThat(refusal(table("{\"TableName\":\"a\"} x"))).startsWith("malformed JSON at line 1");
    assertThat(refusal(table("{\"TableName\":\"\\ud800\"}")))
        .isEqualTo("half a surrogate pair at character 1 of `TableName`");
    assertThat(refusal(table("{\"TableName\":[\"a\"]}")))
        .isEqualTo("`TableName` must be a single value, not a list");
    assertThat(refusal(table("[]"))).isEqualTo("the body must be an object, not a list");
    assertThat(refusal(table("{\"TableName\":1}")))
        .isEqualTo("`TableName` must be text, not a number");
    assertThat(refusal(table("{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}")))
        .contains("nest");
    AwsRequest latin =
        table("{}").with(Body.of(new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'}));
    assertThat(refusal(latin)).isEqualTo("the body is not valid UTF-8");
  }

  @Test
  void refusesBadForms() {
    assertThat(refusal(stop("InstanceId.1=a&InstanceId=b")))
        .isEqualTo("the parameter `InstanceId` is both a value and a structure");
    assertThat(refusal(stop("InstanceId=b&InstanceId.1=a")))
        .isEqualTo("the parameter `InstanceId.1` is both a value and a structure");
    assertThat(refusal(stop("instanceid.1=i-1")))
        .isEqualTo(
            "the parameter `instanceid` differs from `InstanceId` in case; write `InstanceId`");
    assertThat(refusal(stop("InstanceId.01=i-1")))
        .isEqualTo("the number `01` in the list `InstanceId` must be 1 to 100000");
    assertThat(refusal(stop("Force=maybe")))
        .isEqualTo("`Force` must be `true` or `false`, not `maybe`");
    assertThat(refusal(stop("a." + "b.".repeat(70) + "c=1"))).contains("is nested deeper than 64");
    assertThat(refusal(stop("a..b=1"))).isEqualTo("the parameter name `a..b` has an empty part");
  }

  @Test
  void refusesBadXml() {
    String doctype =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><Status>&x;</Status></a>";
    assertThat(refusal(Requests.rest("s3", "PUT", "/b?versioning", doctype)))
        .isEqualTo("a DOCTYPE in the XML is not allowed; leave it out");
    assertThat(refusal(Requests.rest("s3", "PUT", "/b?versioning", "<a><Status>x</a>")))
        .startsWith("malformed XML at line 1, column ");
    assertThat(
            refusal(
                Requests.rest(
                    "s3", "PUT", "/b?versioning", "<a><Status>x</Status><Status>y</Status></a>")))
        .isEqualTo("the element `VersioningConfiguration.Status` is there 2 times");
    assertThat(
            refusal(
                Requests.rest("s3", "PUT", "/b?versioning", "<a>".repeat(70) + "</a>".repeat(70))))
        .isEqualTo("XML nested deeper than 64 at `a`");
    assertThat(refusal(Requests.rest("s3", "PUT", "/b?versioning", "<a><status>x</status></a>")))
        .startsWith("the parameter `VersioningConfiguration.status` differs from `Status` in case");
    assertThat(refusal(Requests.rest("s3", "DELETE", "/b/k", "surprise")))
        .isEqualTo("the operation takes no body, and there is one; leave it out");
    assertThat(refusal(Requests.rest("s3", "DELETE", "/b/k?versionId=a&versionId=b", "")))
        .isEqualTo("the query key `versionId` is there twice");
  }

  @Test
  void refusesEntities() {
    assertThat(refusal(Requests.rest("s3", "PUT", "/b?versioning", "<a><Status>&x;</Status></a>")))
        .matches("the XML entity `x` is not known|malformed XML at line 1, column \\d+: .*");
    String laughs =
        "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;\">]><a><Status>&m;</Status></a>";
    assertThat(refusal(Requests.rest("s3", "PUT", "/b?versioning", laughs)))
        .isEqualTo("a DOCTYPE in the XML is not allowed; leave it out");
  }

  @Test
  void refusesBadCbor() {
    assertThat(cbor("81".repeat(100) + "00")).startsWith("CBOR nested deeper than 64 at `[0][0]");
    assertThat(cbor("a2" + "6161" + "00" + "6161" + "01"))
        .isEqualTo("the CBOR key `a` is there twice");
    assertThat(cbor("a1" + "6161" + "5b7fffffffffffffff"))
        .startsWith("malformed CBOR: it ends too early");
    assertThat(cbor("a000")).isEqualTo("malformed CBOR: something follows the end at byte 1");
    assertThat(cbor("9b7fffffffffffffff")).startsWith("malformed CBOR: ");
  }

  private static String cbor(String hex) {
    return refusal(
        new AwsRequest(
            "POST",
            "/service/GraniteServiceVersion20100801/operation/DeleteAlarms",
            "",
            List.of(new Header("smithy-protocol", "rpc-v2-cbor")),
            Body.of(HexFormat.of().parseHex(hex)),
            "monitoring",
            "eu-west-1",
            "h"));
  }

  @Test
  void refusesBadValues() {
    String put = "{\"StreamName\":\"s\",\"PartitionKey\":\"p\",\"Data\":\"a-b\"}";
    assertThat(refusal(Requests.json("kinesis", "Kinesis_20131202.PutRecord", put)))
        .isEqualTo("bad base64 in `Data` at character 2: `a-b`");
    assertThat(
            refusal(
                Requests.json(
                    "kinesis",
                    "Kinesis_20131202.IncreaseStreamRetentionPeriod",
                    "{\"StreamName\":\"s\",\"RetentionPeriodHours\":1e9999}")))
        .isEqualTo("`RetentionPeriodHours` is too large a number: `1e9999`");
    assertThat(
            refusal(
                Requests.form(
                    "monitoring",
                    "Action=PutMetricData&Version=2010-08-01&MetricData.member.1.Timestamp=soon")))
        .isEqualTo("`MetricData.1.Timestamp` must be a time, not `soon`");
  }
}
