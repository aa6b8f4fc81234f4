package dev.obstat.gateways.aws.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.identify.Identification.BodyNeeded;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identification.Refused;
import dev.obstat.gateways.aws.identify.Identification.UnknownOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Requests;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
  private static final Identifier IDENTIFIER =
      new Identifier(AwsModels.load(), Set.of("aws.gateway.example"));

  private static Identified found(AwsRequest request) {
    Identification identification = IDENTIFIER.identify(request);
    assertThat(identification).isInstanceOf(Identified.class);
    return (Identified) identification;
  }

  private static String why(AwsRequest request) {
    return switch (IDENTIFIER.identify(request)) {
      case Identified found -> "found " + found.named();
      case BodyNeeded _ -> "body needed";
      case UnknownOperation unknown -> "unknown: " + unknown.why();
      case Refused refused -> "refused: " + refused.why();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET     | /                                          | ListBuckets
          GET     | /bkt                                       | ListObjects
          GET     | /bkt/                                      | ListObjects
          GET     | /bkt?list-type=2                           | ListObjectsV2
          GET     | /bkt/?list-type=2&prefix=a%2Fb             | ListObjectsV2
          GET     | /bkt/key                                   | GetObject
          GET     | /bkt/dir/                                  | GetObject
          GET     | /bkt//a/../b                               | GetObject
          GET     | /bkt/a+b?x-id=GetObject                    | GetObject
          GET     | /bkt/key?uploadId=u                        | ListParts
          GET     | /bkt?uploads                               | ListMultipartUploads
          GET     | /bkt?session                               | CreateSession
          HEAD    | /bkt                                       | HeadBucket
          HEAD    | /bkt/k                                     | HeadObject
          PUT     | /bkt                                       | CreateBucket
          PUT     | /bkt/key                                   | PutObject
          PUT     | /bkt/key?partNumber=1&uploadId=u           | UploadPart
          PUT     | /bkt?lifecycle                             | PutBucketLifecycleConfiguration
          PUT     | /bkt?versioning=                           | PutBucketVersioning
          PUT     | /bkt/key?tagging                           | PutObjectTagging
          POST    | /bkt?delete                                | DeleteObjects
          POST    | /bkt/key?uploads                           | CreateMultipartUpload
          POST    | /bkt/key?uploadId=u                        | CompleteMultipartUpload
          DELETE  | /bkt                                       | DeleteBucket
          DELETE  | /bkt/key                                   | DeleteObject
          DELETE  | /bkt/key?versionId=v                       | DeleteObject
          DELETE  | /bkt/key?uploadId=u                        | AbortMultipartUpload
          DELETE  | /bkt/key?tagging                           | DeleteObjectTagging
          GET     | /bkt/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=c&X-Amz-Date=d&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=s | GetObject
          """)
  void tellsS3RequestsApart(String method, String target, String operation) {
    assertThat(found(Requests.rest("s3", method, target, "")).operation().name())
        .isEqualTo(operation);
  }

  @Test
  void tellsCopiesFromUploadsByTheSourceHeader() {
    AwsRequest put = Requests.rest("s3", "PUT", "/bkt/key", "");
    Header source = new Header("x-amz-copy-source", "/other/key");
    assertThat(found(Requests.with(put, source)).operation().name()).isEqualTo("CopyObject");
    AwsRequest part = Requests.rest("s3", "PUT", "/bkt/key?partNumber=1&uploadId=u", "");
    assertThat(found(Requests.with(part, source)).operation().name()).isEqualTo("UploadPartCopy");
  }

  @ParameterizedTest
  @CsvSource({
    "bkt.s3.amazonaws.com,bkt",
    "bkt.s3.eu-west-1.amazonaws.com,bkt",
    "a.dotted.bkt.s3.eu-west-1.amazonaws.com:443,a.dotted.bkt",
    "s3.s3.eu-west-1.amazonaws.com,s3",
    "bkt.s3.dualstack.eu-west-1.amazonaws.com,bkt",
    "bkt.s3-fips.us-gov-west-1.amazonaws.com,bkt",
    "bkt.s3.cn-north-1.amazonaws.com.cn,bkt",
    "bkt.s3-accelerate.amazonaws.com,bkt",
    "bkt.aws.gateway.example:8471,bkt",
    "b--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com,b--euw1-az1--x-s3",
    "ap-123456789012.s3-accesspoint.eu-west-1.amazonaws.com,arn:aws:s3:eu-west-1:123456789012:accesspoint/ap"
  })
  void readsTheBucketFromTheHost(String host, String bucket) {
    Identified object = found(Requests.rest("s3", "DELETE", "/dir/key", host, ""));
    assertThat(object.operation().name()).isEqualTo("DeleteObject");
    assertThat(object.labels()).containsEntry("Bucket", bucket).containsEntry("Key", "dir/key");
    assertThat(found(Requests.rest("s3", "DELETE", "/", host, "")).operation().name())
        .isEqualTo("DeleteBucket");
  }

  @ParameterizedTest
  @CsvSource({
    "s3.evil.example",
    "bkt.s3.evil.example",
    "s3.amazonaws.com.evil.example",
    "bkt-s3.amazonaws.com"
  })
  void refusesHostsThatOnlyLookLikeS3(String host) {
    assertThat(why(Requests.rest("s3", "GET", "/k", host, "")))
        .isEqualTo(
            "refused: the host `%s` is no S3 host and not this gateway, so the bucket cannot be told"
                .formatted(host));
  }

  @Test
  void doesNotReadAnUnknownSubResourceAsAPlainObject() {
    assertThat(why(Requests.rest("s3", "PUT", "/bkt/key?newFeature", "")))
        .startsWith("unknown: S3 operations are told apart by query keys, and `newFeature`");
    assertThat(why(Requests.rest("s3", "GET", "/bkt?newFeature=1", "")))
        .startsWith("unknown: S3 operations are told apart by query keys, and `newFeature`");
  }

  @Test
  void keepsASlashInsideALabelInsideIt() {
    Identified found = found(Requests.rest("lambda", "DELETE", "/2015-03-31/functions/a%2Fb", ""));
    assertThat(found.named().toString()).isEqualTo("aws:lambda:DeleteFunction");
    assertThat(found.labels()).containsEntry("FunctionName", "a/b");
  }

  @Test
  void tellsWhatTheBodyIsBeforeItIsRead() {
    AwsRequest put = Requests.rest("s3", "PUT", "/bkt/key", "").with(new Body.Unread());
    assertThat(found(put).body()).isEqualTo(BodyUse.STREAM);
    AwsRequest create =
        Requests.rest("lambda", "POST", "/2015-03-31/functions", "").with(new Body.Unread());
    assertThat(found(create).body()).isEqualTo(BodyUse.PARAMETERS);
    AwsRequest get = Requests.rest("s3", "GET", "/bkt/key", "");
    assertThat(found(get).body()).isEqualTo(BodyUse.NONE);
    AwsRequest form = Requests.form("ec2", "x").with(new Body.Unread());
    assertThat(IDENTIFIER.identify(form)).isInstanceOf(BodyNeeded.class);
  }

  @Test
  void knowsServicesThatSpeakTwoProtocols() {
    Identified json = found(Requests.json("sqs", "AmazonSQS.PurgeQueue", "{}"));
    Identified query = found(Requests.form("sqs", "Action=PurgeQueue&Version=2012-11-05"));
    assertThat(json.protocol()).isEqualTo(Protocol.JSON);
    assertThat(json.jsonVersion()).isEqualTo("1.1");
    assertThat(query.protocol()).isEqualTo(Protocol.QUERY);
    assertThat(query.named()).isEqualTo(json.named());
    AwsRequest cbor =
        new AwsRequest(
            "POST",
            "/service/GraniteServiceVersion20100801/operation/DeleteAlarms",
            "",
            List.of(new Header("smithy-protocol", "rpc-v2-cbor")),
            new Body.None(),
            "monitoring",
            "eu-west-1",
            "127.0.0.1");
    assertThat(found(cbor).named().toString()).isEqualTo("aws:cloudwatch:DeleteAlarms");
    assertThat(found(cbor).protocol()).isEqualTo(Protocol.CBOR);
  }

  @Test
  void tellsLoadBalancersApartByVersion() {
    assertThat(
            found(
                    Requests.form(
                        "elasticloadbalancing", "Action=DeleteLoadBalancer&Version=2012-06-01"))
                .model()
                .service()
                .id())
        .isEqualTo("elasticloadbalancing-2012-06-01");
    assertThat(
            found(
                    Requests.form(
                        "elasticloadbalancing", "Action=DeleteLoadBalancer&Version=2015-12-01"))
                .model()
                .service()
                .id())
        .isEqualTo("elasticloadbalancing-2015-12-01");
    assertThat(
            why(
                Requests.form(
                    "elasticloadbalancing", "Action=DeleteLoadBalancer&Version=2030-01-01")))
        .startsWith("unknown: no service that signs as `elasticloadbalancing` has this action");
  }

  @Test
  void holdsOperationsThatAreNewerThanTheIndex() {
    assertThat(why(Requests.form("ec2", "Action=FrobnicateInstances&Version=2016-11-15")))
        .startsWith("unknown: ");
    assertThat(why(Requests.json("dynamodb", "DynamoDB_20120810.Frobnicate", "{}")))
        .isEqualTo("unknown: the service has no operation `Frobnicate` in this index");
    assertThat(why(Requests.json("dynamodb", "AmazonSQS.PurgeQueue", "{}")))
        .isEqualTo("unknown: no service that signs as `dynamodb` has the target `AmazonSQS`");
    assertThat(why(Requests.rest("lambda", "POST", "/2030-01-01/frobs", "")))
        .isEqualTo("unknown: no operation has this method and path");
    assertThat(why(Requests.json("frobs", "Frobs.Frob", "{}")))
        .isEqualTo("unknown: no service signs as `frobs`");
  }

  @Test
  void holdsWhatFitsTwoOperationsOfDifferentNames() {
    assertThat(why(Requests.rest("lex", "GET", "/imports/i", "")))
        .isEqualTo(
            "unknown: it may be any of `models.lex-2017-04-19 GetImport`,"
                + " `models.lex.v2-2020-08-07 DescribeImport`");
    Identified byHost =
        found(
            Requests.rest(
                "lex", "GET", "/imports/i/", "models-v2-lex.eu-west-1.amazonaws.com", ""));
    assertThat(byHost.operation().name()).isEqualTo("DescribeImport");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/imports/i,models.lex.eu-west-1.amazonaws.com,GetImport",
    "GET,/imports/i/,models-v2-lex.eu-west-1.amazonaws.com,DescribeImport",
    "POST,/imports,models.lex.eu-west-1.amazonaws.com,StartImport",
    "POST,/imports/,models-v2-lex.eu-west-1.amazonaws.com:443,ListImports"
  })
  void tellsServicesApartByTheHostThatTheClientAddressed(
      String method, String target, String host, String operation) {
    assertThat(found(Requests.rest("lex", method, target, host, "{}")).operation().name())
        .isEqualTo(operation);
  }

  @Test
  void refusesAHostOfAnotherServiceThanTheSignatures() {
    assertThat(
            why(
                Requests.rest(
                    "lambda",
                    "DELETE",
                    "/2015-03-31/functions/f",
                    "s3.eu-west-1.amazonaws.com",
                    "")))
        .isEqualTo(
            "refused: the host `s3.eu-west-1.amazonaws.com` is not one of the service `lambda` that"
                + " the signature is for; send it to the service's own host");
    assertThat(
            why(
                Requests.rest(
                    "s3", "DELETE", "/b", "123456789012.s3-control.eu-west-1.amazonaws.com", "")))
        .isEqualTo("unknown: no operation has this method and path");
  }

  @Test
  void refusesParametersCompressedInAnyWayButGzipUnread() {
    Header brotli = new Header("Content-Encoding", "BR");
    AwsRequest form = Requests.form("monitoring", "").with(new Body.Unread());
    assertThat(why(Requests.with(form, brotli)))
        .isEqualTo(
            "refused: parameters in a body with the content encoding `br` are not read here; send them"
                + " uncompressed (in AWS SDKs: `disable_request_compression = true`)");
  }

  /// Each was once taken for an older operation: found by serialising botocore's operations.
  @Test
  void doesNotLetALabelSwallowTheNameOfANewerOperation() {
    assertThat(why(Requests.rest("bedrock", "POST", "/flows/validate-something-else", "{}")))
        .startsWith("unknown: only the slash at the end tells it from");
    assertThat(
            why(
                Requests.rest(
                    "workspaces-web", "DELETE", "/portals/arn:aws:x:::portal/p/sessions/s", "")))
        .isEqualTo("unknown: no operation has this method and path");
    assertThat(
            found(Requests.rest("workspaces-web", "DELETE", "/portals/arn:aws:x:::portal/p", ""))
                .operation()
                .name())
        .isEqualTo("DeletePortal");
    assertThat(why(Requests.rest("s3", "DELETE", "/v20180820/accesspoint/a/horizon", "")))
        .isEqualTo("unknown: no operation has this method and path");
  }

  @Test
  void refusesTheAmbiguous() {
    assertThat(why(Requests.form("ec2", "Action=A&Action=B&Version=2016-11-15")))
        .isEqualTo("refused: the parameter `Action` is there twice in the request");
    AwsRequest form = Requests.form("ec2", "Action=StopInstances&Version=2016-11-15");
    AwsRequest both =
        new AwsRequest(
            "POST",
            "/",
            "Action=TerminateInstances",
            form.headers(),
            form.body(),
            "ec2",
            "eu-west-1",
            "h");
    assertThat(why(both))
        .isEqualTo(
            "refused: parameters both in the query and in the form body are ambiguous; send them in the body");
    AwsRequest target = Requests.json("sqs", "AmazonSQS.PurgeQueue", "{}");
    assertThat(why(Requests.with(target, new Header("x-amz-target", "AmazonSQS.ListQueues"))))
        .isEqualTo("refused: the header `x-amz-target` is there 2 times; send it once");
    assertThat(
            why(
                Requests.with(
                    Requests.form("sqs", "Action=ListQueues&Version=2012-11-05"),
                    new Header("X-Amz-Target", "AmazonSQS.PurgeQueue"))))
        .startsWith("refused: `x-amz-target` together with another way to name the operation");
    assertThat(why(Requests.with(target, new Header("X-HTTP-Method-Override", "GET"))))
        .startsWith("refused: the header `X-HTTP-Method-Override` would change the method");
    assertThat(why(Requests.rest("s3", "GET", "/bkt?prefix=a+b", "")))
        .startsWith("refused: a raw `+` in the query is ambiguous");
    assertThat(why(Requests.rest("s3", "GET", "/bkt/a%zz", "")))
        .isEqualTo("refused: bad percent-encoding in the path at 2: `a%zz`");
    assertThat(why(Requests.rest("s3", "GET", "/bkt/a%ff", "")))
        .isEqualTo("refused: percent-encoding in the path is not UTF-8: `a%ff`");
    assertThat(why(Requests.rest("s3", "GET", "/bkt/a%2", "")))
        .startsWith("refused: bad percent-encoding");
    assertThat(why(Requests.rest("lambda", "DELETE", "/2015-03-31/functions/%2e%2e", "")))
        .startsWith("refused: `.`, `..` and empty segments in a path are ambiguous");
    assertThat(why(Requests.form("ec2", "Action=StopInstances")))
        .isEqualTo("refused: the parameter `Version` is missing");
    assertThat(why(Requests.json("dynamodb", "Nothing", "{}")))
        .isEqualTo("refused: `X-Amz-Target` must be `SERVICE.OPERATION`, not `Nothing`");
  }
}
