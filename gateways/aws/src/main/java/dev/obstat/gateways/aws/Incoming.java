package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Received;
import dev.obstat.http.Refusal;
import dev.obstat.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request as it came in, its body read at most once and only when somebody asks.
final class Incoming {
  private final Exchange exchange;
  private final int mostBuffered;
  private @Nullable Content wire;

  Incoming(Exchange exchange, int mostBuffered) {
    this.exchange = exchange;
    this.mostBuffered = mostBuffered;
  }

  /// The body cannot be read; thrown so that no step can take a part for the whole.
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    Unreadable(Refusal refusal) {
      super(refusal.reason());
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  Exchange exchange() {
    return exchange;
  }

  RequestHead head() {
    return exchange.request();
  }

  boolean isHead() {
    return head().method().equals("HEAD");
  }

  boolean hasBody() {
    return !(exchange.received() instanceof dev.obstat.http.Body.None);
  }

  /// Whether the whole body has been taken into memory.
  boolean isRead() {
    return wire != null;
  }

  RawRequest raw() {
    List<Header> headers =
        head().headers().fields().stream()
            .map(field -> new Header(field.name(), field.value()))
            .toList();
    return new RawRequest(head().method(), head().target(), headers);
  }

  /// All bytes as they came over the wire.
  ///
  /// @throws Unreadable when there are more than the bound, or fewer than announced
  byte[] wireBytes() {
    if (wire == null) {
      wire =
          switch (exchange.body(mostBuffered)) {
            case Received.Whole whole -> whole.content();
            case Received.Refused refused -> throw new Unreadable(refused.refusal());
          };
    }
    return wire.bytes();
  }

  /// @param body what is known of the body so far
  AwsRequest request(String signingName, String region, Body body) {
    RequestHead head = head();
    List<dev.obstat.gateways.aws.request.Header> headers =
        head.headers().fields().stream()
            .map(field -> new dev.obstat.gateways.aws.request.Header(field.name(), field.value()))
            .toList();
    return new AwsRequest(
        head.method(),
        head.path(),
        head.query().orElse(""),
        headers,
        body,
        signingName,
        region,
        head.headers().first("host").orElse(""));
  }
}
