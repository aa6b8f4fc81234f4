package dev.obstat.gateways.aws;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.host.HostPrefix;
import dev.obstat.gateways.aws.host.Hosts;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.narrow.TokenService;
import dev.obstat.gateways.aws.sign.Scope;
import dev.obstat.http.Upstream;
import java.util.Map;
import java.util.Optional;

/// Where requests go. The host comes from the configuration or from our own table, never from what
/// the agent names.
public final class Upstreams {
  /// What every account or domain has a host of its own for, which a call of another operation
  /// tells.
  private static final Map<String, String> OWN_HOSTS =
      Map.of(
          "cloudsearchdomain-2013-01-01", "every search domain",
          "data.mediastore-2017-09-01", "every container",
          "kinesis-video-archived-media-2017-09-30", "every stream",
          "kinesis-video-media-2017-09-30", "every stream",
          "kinesis-video-signaling-2019-12-04", "every channel",
          "kinesis-video-webrtc-storage-2018-05-10", "every channel");

  private final Map<String, Upstream> named;
  private final boolean aws;
  private final Hosts hosts;

  /// @param named engines of one's own, by signing name (`s3`), or signing name and region
  ///   (`s3@eu-west-1`), which comes first
  /// @param aws whether services that are not named go to AWS
  /// @param variant which of AWS's hosts
  public Upstreams(Map<String, Upstream> named, boolean aws, Variant variant) {
    this.named = Map.copyOf(named);
    this.aws = aws;
    this.hosts = new Hosts(variant);
  }

  /// Where something goes.
  sealed interface Found {

    /// @param signingRegion the region to sign for, which for a global service is its home
    record At(Upstream upstream, String signingRegion) implements Found {}

    record Nowhere(String why) implements Found {}
  }

  /// @param parameters of the request, decoded
  /// @param scope as the client signed it
  /// @param account whose credentials the request will be signed with
  Found find(
      Identification.Identified identified,
      Value.Structure parameters,
      Scope scope,
      String account) {
    Service service = identified.model().service();
    if (!scope.service().equals(service.signing())) {
      return new Found.Nowhere("what signs as `" + scope.service() + "` is not supported yet");
    }
    if (own(service, scope.region()).isPresent()) {
      return find(service, scope.region());
    }
    if (identified.twins().stream().anyMatch(twin -> !twin.endpoint().equals(service.endpoint()))) {
      return new Found.Nowhere(
          "several services have `"
              + identified.operation().name()
              + "` at this place, and only the host would tell which is meant");
    }
    if (!(find(service, scope.region()) instanceof Found.At at)) {
      return find(service, scope.region());
    }
    String template = identified.operation().hostPrefix();
    if (template == null) {
      return at;
    }
    return switch (HostPrefix.of(template, parameters, account)) {
      case HostPrefix.Found.Is(String prefix) ->
          new Found.At(
              new Upstream(true, prefix + at.upstream().host(), at.upstream().port()),
              at.signingRegion());
      case HostPrefix.Found.Nowhere(String why) ->
          new Found.Nowhere("`" + identified.operation().name() + "` cannot be sent: " + why);
    };
  }

  /// Where the service that hands out sessions of roles is.
  public Optional<TokenService> tokenService(AwsModels models, String region) {
    return switch (find(models.signedAs("sts").getFirst(), region)) {
      case Found.At(Upstream upstream, String signingRegion) ->
          Optional.of(new TokenService(upstream, signingRegion));
      case Found.Nowhere _ -> Optional.empty();
    };
  }

  /// Whether an engine of one's own stands for the service there.
  boolean isOwn(Service service, String region) {
    return own(service, region).isPresent();
  }

  private Optional<Upstream> own(Service service, String region) {
    Upstream there = named.get(service.signing() + "@" + region);
    return Optional.ofNullable(there == null ? named.get(service.signing()) : there);
  }

  /// Where a service is whose operations have no hosts of their own.
  Found find(Service service, String region) {
    Optional<Upstream> own = own(service, region);
    if (own.isPresent()) {
      return new Found.At(own.get(), region);
    }
    if (!aws) {
      return new Found.Nowhere(
          "no upstream is configured for `"
              + service.signing()
              + "`: name one under `aws.upstreams`, or set `aws.other-services: aws`");
    }
    String owner = OWN_HOSTS.get(service.id());
    if (owner != null) {
      return new Found.Nowhere(
          "`" + service.id() + "` is at no common host: " + owner + " has one of its own");
    }
    return switch (hosts.find(service, region)) {
      case Hosts.Found.At(String host, String signing) ->
          new Found.At(new Upstream(true, host, 443), signing);
      case Hosts.Found.Nowhere(String why) -> new Found.Nowhere(why);
    };
  }
}
