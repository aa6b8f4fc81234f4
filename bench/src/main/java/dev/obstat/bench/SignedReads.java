package dev.obstat.bench;

import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.Body;
import dev.obstat.http.Header;
import dev.obstat.http.Headers;
import dev.obstat.http.Outbound;
import dev.obstat.http.Upstream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Reads of different objects, signed before they are sent, so that the client's signing is in
/// nobody's figures. A signature is good for five minutes: make new ones for every round.
final class SignedReads {
  private static final int OBJECTS = 64;

  private final UpstreamSigner signer;
  private final RealKeys keys;

  SignedReads(RealKeys keys, Clock clock) {
    this.signer = new UpstreamSigner(clock);
    this.keys = keys;
  }

  static String key(int number) {
    return "reports/2026-11/report-%02d.csv".formatted(number);
  }

  /// The same requests for whichever port they go to.
  List<Outbound> at(int port) {
    Upstream place = new Upstream(false, "127.0.0.1", port);
    List<Outbound> reads = new ArrayList<>();
    for (int number = 0; number < OBJECTS; number++) {
      reads.add(sign(place, "/" + Scene.BUCKET + "/" + key(number)));
    }
    return reads;
  }

  private Outbound sign(Upstream place, String target) {
    List<Header> sent =
        signed(place, "GET", target, OutgoingBody.none()).headers().stream()
            .map(field -> new Header(field.name(), field.value()))
            .toList();
    return new Outbound(place, "GET", target, new Headers(sent), new Body.None());
  }

  /// The head of one signed request as it goes over the wire, with its empty line.
  ///
  /// @param length of the body in bytes; 0 for none
  String head(String method, String target, int port, OutgoingBody body, long length) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    Upstream place = new Upstream(false, "127.0.0.1", port);
    signed(place, method, target, body)
        .headers()
        .forEach(field -> head.append(field.name() + ": " + field.value() + "\r\n"));
    if (length > 0) {
      head.append("content-length: " + length + "\r\n");
    }
    return head.append("\r\n").toString();
  }

  private RawRequest signed(Upstream place, String method, String target, OutgoingBody body) {
    List<dev.obstat.gateways.aws.sign.Header> headers =
        List.of(
            new dev.obstat.gateways.aws.sign.Header("accept", "*/*"),
            new dev.obstat.gateways.aws.sign.Header("user-agent", "aws-sdk-java/2 lang/java"));
    return signer.sign(
        new Outgoing(
            new RawRequest(method, target, headers),
            "http",
            place.authority(),
            Scene.REGION,
            "s3",
            body),
        keys);
  }
}
