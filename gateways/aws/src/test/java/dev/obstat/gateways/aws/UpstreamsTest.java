package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.sign.Scope;
import dev.obstat.http.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a request goes is not for the agent to say:")
class UpstreamsTest {
  private final Identifier identifier = new Identifier(AwsModels.load(), Set.of("localhost"));
  private final Upstreams aws = new Upstreams(Map.of(), true);

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

  private static Scope scope(String region, String service) {
    return new Scope("20261123", region, service);
  }

  private static void assertNowhere(Upstreams.Found found, String why) {
    assertThat(found).isEqualTo(new Upstreams.Found.Nowhere(why));
  }

  @Test
  void aRegionalServiceHasAHostInItsRegion() {
    assertThat(aws.find(rest("s3", "GET", "/reports"), scope("eu-west-1", "s3")))
        .isEqualTo(new Upstreams.Found.At(new Upstream(true, "s3.eu-west-1.amazonaws.com", 443)));
    assertThat(aws.find(rest("s3", "GET", "/reports"), scope("cn-north-1", "s3")))
        .isEqualTo(
            new Upstreams.Found.At(new Upstream(true, "s3.cn-north-1.amazonaws.com.cn", 443)));
  }

  @Test
  void aGlobalServiceHasOneHost() {
    assertThat(
            aws.find(form("iam", "Action=ListUsers&Version=2010-05-08"), scope("us-east-1", "iam")))
        .isEqualTo(new Upstreams.Found.At(new Upstream(true, "iam.amazonaws.com", 443)));
  }

  @Test
  void aGlobalServiceIsSignedForInItsOneRegion() {
    assertNowhere(
        aws.find(form("iam", "Action=ListUsers&Version=2010-05-08"), scope("cn-north-1", "iam")),
        "`iam` is global: sign for the region `us-east-1`; other partitions are not supported yet");
  }

  @Test
  void theTokenServiceHasAHostInEveryRegion() {
    assertThat(
            aws.find(
                form("sts", "Action=GetCallerIdentity&Version=2011-06-15"),
                scope("eu-west-1", "sts")))
        .isEqualTo(new Upstreams.Found.At(new Upstream(true, "sts.eu-west-1.amazonaws.com", 443)));
  }

  @Test
  void anEngineOfOnesOwnComesFirst() {
    Upstream own = new Upstream(false, "127.0.0.1", 9000);
    assertThat(
            new Upstreams(Map.of("s3", own), true)
                .find(rest("s3", "GET", "/reports"), scope("nowhere", "s3")))
        .isEqualTo(new Upstreams.Found.At(own));
  }

  @Test
  void aRegionIsNoPlaceToSmuggleAHostInto() {
    assertNowhere(
        aws.find(rest("s3", "GET", "/reports"), scope("evil.example#", "s3")),
        "`evil.example#` is no region of AWS");
  }

  @Test
  void withoutAwsOnlyNamedServicesGoAnywhere() {
    assertNowhere(
        new Upstreams(Map.of(), false).find(rest("s3", "GET", "/b"), scope("eu-west-1", "s3")),
        "no upstream is configured for `s3`: name one under `aws.upstreams`, or set"
            + " `aws.other-services: aws`");
  }

  @Test
  void anOperationWithAHostOfItsOwnGoesNowhere() {
    assertNowhere(
        aws.find(
            identified(
                new AwsRequest(
                    "GET",
                    "/v20180820/jobs",
                    "",
                    List.of(new Header("x-amz-account-id", "111122223333")),
                    new Body.None(),
                    "s3",
                    "eu-west-1",
                    "111122223333.s3-control.eu-west-1.amazonaws.com")),
            scope("eu-west-1", "s3")),
        "`ListJobs` goes to a host of its own, which is not supported yet");
  }

  @Test
  void aRequestOfSeveralServicesGoesNowhere() {
    assertNowhere(
        aws.find(
            rest("ivs", "GET", "/tags/arn%3Aaws%3Aivs%3Aeu-west-1%3A111122223333%3Achannel%2Fa"),
            scope("eu-west-1", "ivs")),
        "several services have `ListTagsForResource` at this place, and only the host would tell which is"
            + " meant");
  }
}
