package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.sign.Scope;
import dev.obstat.http.Upstream;
import java.util.Map;
import java.util.Set;

/// Where requests go. The host comes from the configuration or from the index, never from what the
/// agent names.
public final class Upstreams {
  private static final String HOME_OF_GLOBAL_SERVICES = "us-east-1";

  /// Their one host is an old way to reach one region; they have a host in every region.
  private static final Set<String> REGIONAL_AS_WELL = Set.of("s3", "sts");

  private final Map<String, Upstream> named;
  private final boolean aws;

  /// @param named upstreams by signing name: engines of one's own
  /// @param aws whether services that are not named go to AWS
  public Upstreams(Map<String, Upstream> named, boolean aws) {
    this.named = Map.copyOf(named);
    this.aws = aws;
  }

  /// The answer of [#find].
  sealed interface Found {

    record At(Upstream upstream) implements Found {}

    record Nowhere(String why) implements Found {}
  }

  /// @param scope as the client signed it
  Found find(Identification.Identified identified, Scope scope) {
    Service service = identified.model().service();
    if (!scope.service().equals(service.signing())) {
      return new Found.Nowhere("what signs as `" + scope.service() + "` is not supported yet");
    }
    Upstream own = named.get(service.signing());
    if (own != null) {
      return new Found.At(own);
    }
    if (!aws) {
      return new Found.Nowhere(
          "no upstream is configured for `"
              + service.signing()
              + "`: name one under `aws.upstreams`, or set `aws.other-services: aws`");
    }
    if (identified.operation().hostPrefix() != null) {
      return new Found.Nowhere(
          "`"
              + identified.operation().name()
              + "` goes to a host of its own, which is not supported yet");
    }
    if (identified.twins().stream().anyMatch(twin -> !twin.endpoint().equals(service.endpoint()))) {
      return new Found.Nowhere(
          "several services have `"
              + identified.operation().name()
              + "` at this place, and only the host would tell which is meant");
    }
    if (!scope.region().matches("[a-z]{2}(-[a-z]+)+-\\d")) {
      return new Found.Nowhere("`" + scope.region() + "` is no region of AWS");
    }
    String global = service.globalHost();
    if (global != null && !REGIONAL_AS_WELL.contains(service.signing())) {
      return scope.region().equals(HOME_OF_GLOBAL_SERVICES)
          ? new Found.At(new Upstream(true, global, 443))
          : new Found.Nowhere(
              "`"
                  + service.signing()
                  + "` is global: sign for the region `"
                  + HOME_OF_GLOBAL_SERVICES
                  + "`; other partitions are not supported yet");
    }
    String suffix = scope.region().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return new Found.At(
        new Upstream(true, service.endpoint() + "." + scope.region() + suffix, 443));
  }
}
