package dev.obstat.gateways.aws;

import dev.obstat.core.action.Effect;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.gate.Upstream;
import dev.obstat.gateways.aws.answer.Answer;
import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.Body;
import dev.obstat.http.Exchange;
import dev.obstat.http.Forwarded;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Headers;
import dev.obstat.http.Outbound;
import dev.obstat.http.Relay;
import dev.obstat.http.ResponseHead;
import java.io.InputStream;
import java.util.List;

/// One dispatched request on its way to the other side: signed anew with the real credentials,
/// streamed out, its answer streamed back.
final class Forwarding implements Upstream {
  private final Forwarder forwarder;
  private final UpstreamSigner signer;
  private final Request request;
  private final String requestId;

  Forwarding(Forwarder forwarder, UpstreamSigner signer, Request request, String requestId) {
    this.forwarder = forwarder;
    this.signer = signer;
    this.request = request;
    this.requestId = requestId;
  }

  /// All that is fixed before the request is dispatched.
  ///
  /// @param body the client's body without chunk framing, verified while it is read
  record Request(
      Incoming incoming,
      dev.obstat.http.Upstream upstream,
      RealKeys keys,
      String region,
      String signingName,
      Parcel parcel,
      InputStream body,
      Dialect dialect) {}

  @Override
  public End send(Dispatch dispatch, String idempotencyToken) {
    Exchange exchange = request.incoming().exchange();
    Forwarded forwarded =
        forwarder.forward(outbound(), exchange, head -> new Relay.Streamed(relayed(head)));
    End end = end(forwarded, dispatch.action().effect());
    if (!exchange.answered()) {
      tellItself(exchange, end);
    }
    return end;
  }

  private Outbound outbound() {
    dev.obstat.http.Upstream upstream = request.upstream();
    RawRequest raw = request.incoming().raw();
    RawRequest signed =
        signer.sign(
            new Outgoing(
                withTrailers(raw),
                upstream.tls() ? "https" : "http",
                upstream.authority(),
                request.region(),
                request.signingName(),
                request.parcel().outgoing()),
            request.keys());
    List<dev.obstat.http.Header> headers =
        signed.headers().stream()
            .map(header -> new dev.obstat.http.Header(header.name(), header.value()))
            .toList();
    return new Outbound(upstream, signed.method(), signed.target(), new Headers(headers), body());
  }

  private RawRequest withTrailers(RawRequest raw) {
    if (!(request.parcel() instanceof Parcel.InMemory memory) || memory.trailers().isEmpty()) {
      return raw;
    }
    List<Header> headers = new java.util.ArrayList<>(raw.headers());
    headers.addAll(memory.trailers());
    return new RawRequest(raw.method(), raw.target(), headers);
  }

  private Body body() {
    return switch (request.parcel()) {
      case Parcel.Empty _ -> new Body.None();
      case Parcel.InMemory memory -> new Body.Whole(memory.bytes());
      case Parcel.Streaming streaming -> new Body.Sized(request.body(), streaming.length());
      case Parcel.Unhashed unhashed -> new Body.Sized(request.body(), unhashed.length());
    };
  }

  /// The answer as it came, but for what belongs to the connection between Obstat and the other
  /// side.
  private static ResponseHead relayed(ResponseHead head) {
    return new ResponseHead(
        head.status(), head.headers().without("connection", "keep-alive", "server"));
  }

  /// What an answer says of what was done. A server error after a change leaves it open whether
  /// anything was done, except 503, with which AWS says that it took nothing on.
  private static End end(Forwarded forwarded, Effect effect) {
    return switch (forwarded) {
      case Forwarded.NotSent notSent -> new End.Failed("not sent: " + notSent.reason());
      case Forwarded.Unknown unknown -> new End.Unknown(unknown.reason());
      case Forwarded.Answered answered -> {
        int status = answered.head().status();
        String words = "HTTP " + status;
        if (status < 400) {
          yield new End.Completed(words);
        }
        if (status < 500 || status == 503 || !effect.changes()) {
          yield new End.Failed(words);
        }
        yield new End.Unknown("the other side answered with " + words);
      }
    };
  }

  private void tellItself(Exchange exchange, End end) {
    Answer answer =
        switch (end) {
          case End.Failed failed ->
              new Answer(
                  403,
                  "ObstatUpstreamUnreachable",
                  "the other side could not be reached, so nothing was done: " + failed.outcome(),
                  requestId);
          case End.Unknown unknown ->
              new Answer(
                  403,
                  "ObstatEndUnknown",
                  "the request went out and no whole answer came back, so nobody knows whether it was"
                      + " done: "
                      + unknown.why()
                      + "; look before you repeat it",
                  requestId);
          case End.Completed done ->
              throw new IllegalStateException("completed without an answer: " + done.outcome());
        };
    Tell.send(exchange, answer, request.dialect(), request.incoming().isHead());
  }
}
