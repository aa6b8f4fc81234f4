package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.gate.Upstream;
import dev.obstat.gateways.aws.answer.Answer;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.PayloadRefused;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.BodyBroken;
import dev.obstat.http.Exchange;
import dev.obstat.http.Forwarded;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Headers;
import dev.obstat.http.Outbound;
import dev.obstat.http.Relay;
import dev.obstat.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One dispatched request on its way to the other side: signed anew with the real credentials,
/// streamed out, its answer streamed back.
final class Forwarding implements Upstream {
  private final Forwarder forwarder;
  private final UpstreamSigner signer;
  private final Passing passing;
  private final Exchange exchange;
  private final Request request;
  private final String requestId;
  private Answer instead;

  Forwarding(
      Forwarder forwarder,
      UpstreamSigner signer,
      Passing passing,
      Exchange exchange,
      Request request,
      String requestId) {
    this.forwarder = forwarder;
    this.signer = signer;
    this.passing = passing;
    this.exchange = exchange;
    this.request = request;
    this.requestId = requestId;
    this.instead = unknown("the gateway failed while sending");
  }

  /// All that is fixed before the request is dispatched.
  ///
  /// @param keys asked once it is: a session made for an action that never goes out would be leave
  ///   that nobody gave
  /// @param region to sign for
  record Request(
      dev.obstat.http.Upstream upstream,
      ActionKeys keys,
      Identified identified,
      String region,
      String signingName,
      Message message,
      Idempotency idempotency) {}

  @Override
  public End send(Dispatch dispatch, Token token) {
    Message message =
        switch (token) {
          case Token.ClientsOwn _ -> request.message();
          case Token.FromGrant(String source) ->
              request.idempotency().set(request.message(), source);
        };
    return switch (request.keys().keys(request.identified(), dispatch.action())) {
      case ActionKeys.Answer.Missing missing -> noCredentials(missing.reason());
      case ActionKeys.Answer.Found found -> watched(dispatch, message, found);
    };
  }

  /// What was seen before a change, or while it ran, may not hold any more.
  private End watched(Dispatch dispatch, Message message, ActionKeys.Answer.Found found) {
    if (!dispatch.action().effect().changes()) {
      return send(dispatch, message, found);
    }
    passing.changing(dispatch.action());
    try {
      return send(dispatch, message, found);
    } finally {
      passing.changing(dispatch.action());
    }
  }

  private End send(Dispatch dispatch, Message message, ActionKeys.Answer.Found found) {
    ErrorsWithin within = new ErrorsWithin();
    WatchedAnswer watched = new WatchedAnswer();
    boolean wanted = passing.wants(request.identified(), dispatch.action());
    Forwarded forwarded =
        forwarder.forward(
            outbound(message, found.keys()),
            exchange,
            head ->
                ErrorsWithin.arePossible(request.identified(), head)
                    ? new Relay.Streamed(relayed(head), within::see)
                    : wanted && isPlain(head)
                        ? new Relay.Streamed(relayed(head), watched::see)
                        : new Relay.Streamed(relayed(head)));
    return switch (forwarded) {
      case Forwarded.Answered answered -> {
        if (wanted && isPlain(answered.head())) {
          watched
              .whole()
              .ifPresent(
                  body ->
                      passing.answered(
                          request.identified(), dispatch.action(), dispatch.at(), body));
        }
        instead = unknown("its answer could not be passed on");
        yield end(dispatch, answered.head(), found.scope(), within);
      }
      case Forwarded.NotSent notSent ->
          brokenBody(message.parcel()).orElseGet(() -> notSent(notSent.reason()));
      case Forwarded.Unknown unknown ->
          brokenBody(message.parcel())
              .orElseGet(
                  () -> {
                    instead = unknown(unknown.reason());
                    return new End.Unknown(unknown.reason());
                  });
    };
  }

  /// What to tell the client when nothing of the other side's answer was passed on to it.
  Answer instead() {
    return instead;
  }

  private Outbound outbound(Message message, RealKeys keys) {
    dev.obstat.http.Upstream upstream = request.upstream();
    RawRequest signed =
        signer.sign(
            new Outgoing(
                carried(message),
                upstream.tls() ? "https" : "http",
                upstream.authority(),
                request.region(),
                request.signingName(),
                message.parcel().outgoing()),
            keys);
    List<dev.obstat.http.Header> headers =
        signed.headers().stream()
            .map(header -> new dev.obstat.http.Header(header.name(), header.value()))
            .toList();
    return new Outbound(
        upstream, signed.method(), signed.target(), new Headers(headers), message.parcel().sent());
  }

  /// The client's headers, with its verified trailers. A trailer that only comes at the end of a
  /// stream cannot be a header any more, so the header that announces its algorithm goes too.
  private static RawRequest carried(Message message) {
    RawRequest head = message.head();
    List<Header> headers = new ArrayList<>(head.headers());
    switch (message.parcel()) {
      case Parcel.InMemory memory -> headers.addAll(memory.trailers());
      case Parcel.Unhashed _ ->
          headers.removeIf(
              header ->
                  header.is("x-amz-sdk-checksum-algorithm") && announcesTrailer(head.headers()));
      case Parcel.Empty _, Parcel.Streaming _ -> {}
    }
    return new RawRequest(head.method(), head.target(), headers);
  }

  private static boolean announcesTrailer(List<Header> headers) {
    return headers.stream().anyMatch(header -> header.is("x-amz-trailer"));
  }

  private static boolean isPlain(ResponseHead head) {
    return head.status() == 200 && head.headers().first("content-encoding").isEmpty();
  }

  /// The answer as it came, but for what belongs to the connection between Obstat and the other
  /// side.
  private static ResponseHead relayed(ResponseHead head) {
    return new ResponseHead(
        head.status(), head.headers().without("connection", "keep-alive", "server"));
  }

  /// What an answer says of what was done. A redirect asks to send it elsewhere. A server error
  /// after a change leaves it open whether anything was done, except 503, with which AWS says that
  /// it took nothing on. That something is missing is believed only of what asks for the thing
  /// itself: most other operations answer 404 when a setting of it was never made.
  private End end(Dispatch dispatch, ResponseHead head, String scope, ErrorsWithin within) {
    int status = head.status();
    String words =
        "HTTP " + status + (scope.isEmpty() ? "" : "; its credentials were narrowed to " + scope);
    if (status == 404 && asksForTheThing(dispatch.action())) {
      return new End.Missing(words);
    }
    if (status < 300 || status == 304) {
      End.Completed completed = new End.Completed(words);
      return ErrorsWithin.arePossible(request.identified(), head)
          ? within.end(completed, head, dispatch.action().targets().size())
          : completed;
    }
    if (status < 500 || status == 503 || !dispatch.action().effect().changes()) {
      return new End.Failed(words);
    }
    return new End.Unknown("the other side answered with " + words);
  }

  private static boolean asksForTheThing(Action action) {
    return action.operation().name().startsWith("Head")
        || action.targets().stream().anyMatch(t -> t.harms().contains(Harm.REMOVES));
  }

  /// Nothing went out, because nothing but the server's own credentials was left to send it with.
  private End noCredentials(String reason) {
    instead =
        new Answer(
            403,
            "ObstatNoCredentials",
            "nothing was done: no credentials could be made for it: " + reason,
            requestId);
    return new End.Failed("not sent: no credentials could be made for it: " + reason);
  }

  private End notSent(String reason) {
    instead =
        new Answer(
            403,
            "ObstatUpstreamUnreachable",
            "the other side could not be reached, so nothing was done: " + reason,
            requestId);
    return new End.Failed("not sent: " + reason);
  }

  private Answer unknown(String why) {
    return new Answer(
        403,
        "ObstatEndUnknown",
        "the request went out and no whole answer came back, so nobody knows whether it was done: "
            + why
            + "; look before you repeat it",
        requestId);
  }

  /// The client's body ended early or was not what was signed. Its last bytes are held back until
  /// all are verified, so the other side never had a whole request and did nothing.
  private Optional<End> brokenBody(Parcel parcel) {
    Optional<Exception> failure =
        switch (parcel) {
          case Parcel.Streaming streaming -> streaming.body().failure();
          case Parcel.Unhashed unhashed -> unhashed.body().failure();
          case Parcel.Empty _, Parcel.InMemory _ -> Optional.empty();
        };
    return failure.map(
        e -> {
          instead =
              switch (e) {
                case PayloadRefused refused -> Answer.refused(refused.refused(), requestId);
                case BodyBroken broken ->
                    new Answer(
                        broken.refusal().status(),
                        "ObstatBodyRefused",
                        broken.refusal().reason(),
                        requestId);
                case Exception _ ->
                    new Answer(400, "ObstatBodyRefused", "the body could not be read", requestId);
              };
          return new End.Failed("the client's body broke off: " + instead.message());
        });
  }
}
