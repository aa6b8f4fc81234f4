package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.http.Upstream;
import java.util.Map;

/// Where requests go. The host comes from the configuration or from the index, never from what the
/// agent names.
public final class Upstreams {
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

  Found find(Identification.Identified identified, String region) {
    Service service = identified.model().service();
    Upstream own = named.get(service.signing());
    if (own != null) {
      return new Found.At(own);
    }
    if (!aws) {
      return new Found.Nowhere(
          "no upstream is configured for `"
              + service.signing()
              + "`: name one under `aws.upstreams`, or set `aws.upstreams-default: aws`");
    }
    if (identified.operation().hostPrefix() != null) {
      return new Found.Nowhere(
          "`"
              + identified.operation().name()
              + "` goes to a host of its own, which is not supported yet");
    }
    if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
      return new Found.Nowhere("`" + region + "` is no region of AWS");
    }
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    String global = service.globalHost();
    String host = global != null ? global : service.endpoint() + "." + region + suffix;
    return new Found.At(new Upstream(true, host, 443));
  }
}
