package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.sign.Scope;
import dev.obstat.http.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a request goes is not for the agent to say:")
class UpstreamsTest {
  private final Identifier identifier = new Identifier(AwsModels.load(), Set.of("localhost"));
  private final Upstreams aws = new Upstreams(Map.of(), true, Variant.PLAIN);

  private Identification.Identified identified(AwsRequest request) {
    return switch (identifier.identify(request)) {
      case Identification.Identified identified -> identified;
      case Identification other -> throw new AssertionError(other);
    };
  }

  private Identification.Identified rest(String service, String method, String path) {
    return identified(
        new AwsRequest(
            method, path, "", List.of(), new Body.None(), service, "eu-west-1", "localhost"));
  }

  private Identification.Identified form(String service, String body) {
    return identified(
        new AwsRequest(
            "POST",
            "/",
            "",
            List.of(new Header("content-type", "application/x-www-form-urlencoded")),
            Body.of(body.getBytes(StandardCharsets.UTF_8)),
            service,
            "eu-west-1",
            "evil.example"));
  }

  private static Upstreams.Found find(
      Upstreams upstreams, Identification.Identified identified, String region, String service) {
    return upstreams.find(
        identified, Value.Structure.EMPTY, new Scope("20261123", region, service), "111122223333");
  }

  private Upstreams.Found find(
      Identification.Identified identified, String region, String service) {
    return find(aws, identified, region, service);
  }

  private static Upstreams.Found at(String host, String signingRegion) {
    return new Upstreams.Found.At(new Upstream(true, host, 443), signingRegion);
  }

  private static void assertNowhere(Upstreams.Found found, String why) {
    assertThat(found).isEqualTo(new Upstreams.Found.Nowhere(why));
  }

  @Test
  void aRegionalServiceHasAHostInItsRegion() {
    assertThat(find(rest("s3", "GET", "/reports"), "eu-west-1", "s3"))
        .isEqualTo(at("s3.eu-west-1.amazonaws.com", "eu-west-1"));
    assertThat(find(rest("s3", "GET", "/reports"), "cn-north-1", "s3"))
        .isEqualTo(at("s3.cn-north-1.amazonaws.com.cn", "cn-north-1"));
  }

  @Test
  void aGlobalServiceHasOneHostInEachPartitionAndIsSignedForAtItsHome() {
    Identification.Identified users = form("iam", "Action=ListUsers&Version=2010-05-08");
    assertThat(find(users, "us-east-1", "iam")).isEqualTo(at("iam.amazonaws.com", "us-east-1"));
    assertThat(find(users, "eu-west-1", "iam")).isEqualTo(at("iam.amazonaws.com", "us-east-1"));
    assertThat(find(users, "cn-northwest-1", "iam"))
        .isEqualTo(at("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"));
    assertThat(find(users, "us-gov-east-1", "iam"))
        .isEqualTo(at("iam.us-gov.amazonaws.com", "us-gov-west-1"));
  }

  @Test
  void theTokenServiceHasAHostInEveryRegion() {
    assertThat(find(form("sts", "Action=GetCallerIdentity&Version=2011-06-15"), "eu-west-1", "sts"))
        .isEqualTo(at("sts.eu-west-1.amazonaws.com", "eu-west-1"));
  }

  @Test
  void fipsAndDualStackHostsAreUsedWhereTheyAreAskedForAndRefusedWhereThereAreNone() {
    Identification.Identified object = rest("s3", "GET", "/reports");
    Upstreams fips = new Upstreams(Map.of(), true, new Variant(true, false));
    Upstreams both = new Upstreams(Map.of(), true, new Variant(true, true));
    Upstreams dual = new Upstreams(Map.of(), true, new Variant(false, true));
    assertThat(find(fips, object, "us-east-1", "s3"))
        .isEqualTo(at("s3-fips.us-east-1.amazonaws.com", "us-east-1"));
    assertThat(find(both, object, "us-east-1", "s3"))
        .isEqualTo(at("s3-fips.dualstack.us-east-1.amazonaws.com", "us-east-1"));
    assertThat(
            find(
                dual,
                form("ec2", "Action=DescribeInstances&Version=2016-11-15"),
                "eu-west-1",
                "ec2"))
        .isEqualTo(at("ec2.eu-west-1.api.aws", "eu-west-1"));
    assertNowhere(
        find(fips, object, "cn-north-1", "s3"),
        "`s3` has no host of the kind in `aws-cn` that `aws.fips` and `aws.dual-stack` ask for");
  }

  @Test
  void anEngineOfOnesOwnComesFirst() {
    Upstream own = new Upstream(false, "127.0.0.1", 9000);
    assertThat(
            find(
                new Upstreams(Map.of("s3", own), true, Variant.PLAIN),
                rest("s3", "GET", "/reports"),
                "nowhere",
                "s3"))
        .isEqualTo(new Upstreams.Found.At(own, "nowhere"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example#",
        "us-iso-east-1",
        "eu-west-1.evil.example",
        "eu-west-1\n",
        "EU-WEST-1",
        "",
        "us-gov-1",
        "global"
      })
  void whatIsNoRegionIsNoPlaceToSmuggleAHostInto(String region) {
    assertNowhere(
        find(rest("s3", "GET", "/reports"), region, "s3"), "`" + region + "` is no region of AWS");
  }

  @Test
  void withoutAwsOnlyNamedServicesGoAnywhere() {
    assertNowhere(
        find(
            new Upstreams(Map.of(), false, Variant.PLAIN),
            rest("s3", "GET", "/b"),
            "eu-west-1",
            "s3"),
        "no upstream is configured for `s3`: name one under `aws.upstreams`, or set"
            + " `aws.other-services: aws`");
  }

  private Upstreams.Found jobsOf(String account) {
    return aws.find(
        identified(
            new AwsRequest(
                "GET",
                "/v20180820/jobs",
                "",
                List.of(new Header("x-amz-account-id", account)),
                new Body.None(),
                "s3",
                "eu-west-1",
                "111122223333.s3-control.eu-west-1.amazonaws.com")),
        new Value.Structure(Map.of("AccountId", new Value.Text(account))),
        new Scope("20261123", "eu-west-1", "s3"),
        "111122223333");
  }

  @Test
  void aHostThatBeginsWithTheAccountBeginsWithOursOrIsNone() {
    assertThat(jobsOf("111122223333"))
        .isEqualTo(at("111122223333.s3-control.eu-west-1.amazonaws.com", "eu-west-1"));
    for (String other : List.of("999922223333", "evil.example/", "")) {
      assertNowhere(
          jobsOf(other),
          "`ListJobs` cannot be sent: its host begins with the account, and the request does not name"
              + " `111122223333`, the account of the credentials (`aws.account`)");
    }
  }

  @Test
  void aRequestOfSeveralServicesGoesNowhere() {
    assertNowhere(
        find(
            rest("ivs", "GET", "/tags/arn%3Aaws%3Aivs%3Aeu-west-1%3A111122223333%3Achannel%2Fa"),
            "eu-west-1",
            "ivs"),
        "several services have `ListTagsForResource` at this place, and only the host would tell which is"
            + " meant");
  }

  /// An operation as identified, without twins.
  private static Identification.Identified as(ServiceModel model, ApiOperation operation) {
    return new Identification.Identified(
        model,
        operation,
        operation.form(),
        Protocol.JSON,
        "",
        Map.of(),
        Identification.BodyUse.PARAMETERS,
        List.of());
  }

  @ParameterizedTest
  @CsvSource({"eu-west-1", "us-east-1", "us-gov-west-1", "cn-north-1"})
  void everyOperationOfTheIndexHasAHostOrAReason(String region) {
    AwsModels models = AwsModels.load();
    Map<String, Integer> nowhere = new TreeMap<>();
    int sent = 0;
    for (Service service : models.services()) {
      for (ApiOperation operation : models.model(service).operations()) {
        Upstreams.Found found =
            aws.find(
                as(models.model(service), operation),
                new Value.Structure(Map.of("AccountId", new Value.Text("111122223333"))),
                new Scope("20261123", region, service.signing()),
                "111122223333");
        switch (found) {
          case Upstreams.Found.At at -> {
            sent++;
            String prefix = operation.hostPrefix();
            assertThat(at.upstream().tls()).isTrue();
            assertThat(at.upstream().host())
                .matches(
                    "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(amazonaws\\.com(\\.cn)?|api\\.aws"
                        + "|api\\.amazonwebservices\\.com\\.cn)")
                .startsWith(prefix == null ? "" : prefix.replace("{AccountId}", "111122223333"));
          }
          case Upstreams.Found.Nowhere no ->
              nowhere.merge(service.id() + " " + operation.name(), 1, Integer::sum);
        }
      }
    }
    assertThat(sent).isGreaterThan(15_500);
    assertThat(nowhere.keySet())
        .allMatch(
            name ->
                name.matches(
                    "(cloudsearchdomain|data\\.mediastore|kinesis-video-[a-z-]+)-[0-9-]+ .*"
                        + "|s3-2006-03-01 WriteGetObjectResponse"));
  }
}
