package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import java.util.List;

/// What goes to the other side, before it is signed: what was judged, byte for byte.
///
/// @param head without the client's query signature, the bucket in the path
record Message(RawRequest head, Parcel parcel) {

  /// How a head reads to those who look for its meaning.
  ///
  /// @param body what is known of the body so far
  static AwsRequest read(RawRequest head, String signingName, String region, Body body) {
    List<Header> headers =
        head.headers().stream().map(field -> new Header(field.name(), field.value())).toList();
    String target = head.target();
    int question = target.indexOf('?');
    return new AwsRequest(
        head.method(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        body,
        signingName,
        region,
        headers.stream()
            .filter(field -> field.name().equalsIgnoreCase("host"))
            .map(Header::value)
            .findFirst()
            .orElse(""));
  }
}
