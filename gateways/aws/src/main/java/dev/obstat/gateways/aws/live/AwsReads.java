package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.gateways.aws.Accounts;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Fetched;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Header;
import dev.obstat.http.Headers;
import dev.obstat.http.Outbound;
import dev.obstat.http.Upstream;
import java.time.Clock;
import java.util.List;

/// Sends requests of Obstat's own that only read, signed with the real credentials. No agent sees
/// their answers, and nothing but GET is sent.
public final class AwsReads {
  /// Longest answer that is read, in bytes.
  private static final int MOST_READ = 256 * 1024;

  private final Accounts accounts;
  private final AwsModels models;
  private final Forwarder forwarder;
  private final UpstreamSigner signer;

  public AwsReads(Accounts accounts, AwsModels models, Forwarder forwarder, Clock clock) {
    this.accounts = accounts;
    this.models = models;
    this.forwarder = forwarder;
    this.signer = new UpstreamSigner(clock);
  }

  /// What a request came to.
  sealed interface Answer {
    record Got(Content body) implements Answer {}

    record Failed(String why) implements Answer {}
  }

  /// Asks in the account and region that the action takes effect in.
  ///
  /// @param model the id of the service's model
  /// @param target path and query, as they are signed
  Answer get(Action action, String model, String target) {
    Service service =
        models.services().stream()
            .filter(one -> one.id().equals(model))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the index has no `" + model + "`"));
    return switch (accounts.reach(action, service)) {
      case Accounts.Reach.Not not -> new Answer.Failed(not.why());
      case Accounts.Reach.To to ->
          get(to.upstream(), service.signing(), to.signingRegion(), target, to.keys());
    };
  }

  private Answer get(
      Upstream upstream, String service, String region, String target, RealKeys keys) {
    RawRequest signed =
        signer.sign(
            new Outgoing(
                new RawRequest("GET", target, List.of()),
                upstream.tls() ? "https" : "http",
                upstream.authority(),
                region,
                service,
                OutgoingBody.none()),
            keys);
    Headers headers =
        new Headers(
            signed.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList());
    Outbound outbound =
        new Outbound(upstream, signed.method(), signed.target(), headers, new Body.None());
    return switch (forwarder.fetch(outbound, MOST_READ)) {
      case Fetched.NotSent no -> new Answer.Failed(no.reason());
      case Fetched.Unknown unknown -> new Answer.Failed(unknown.reason());
      case Fetched.Answered(var head, Content body) ->
          head.status() == 200
              ? new Answer.Got(body)
              : new Answer.Failed("the answer was HTTP " + head.status());
    };
  }
}
