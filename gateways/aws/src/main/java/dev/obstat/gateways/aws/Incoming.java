package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.identify.Presigned;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.Payload;
import dev.obstat.gateways.aws.sign.PayloadRefused;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.VerifiedBody;
import dev.obstat.gateways.aws.sign.Whole;
import dev.obstat.http.BodyBroken;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Received;
import dev.obstat.http.Refusal;
import dev.obstat.http.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request as it came in, its body read at most once and only when somebody asks.
final class Incoming {
  private final Exchange exchange;
  private final int mostBuffered;
  private final RawRequest raw;
  private @Nullable Content wire;

  Incoming(Exchange exchange, int mostBuffered) {
    this.exchange = exchange;
    this.mostBuffered = mostBuffered;
    RequestHead head = exchange.request();
    List<Header> headers =
        head.headers().fields().stream()
            .map(field -> new Header(field.name(), field.value()))
            .toList();
    this.raw = new RawRequest(head.method(), head.target(), headers);
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

  /// A body taken into memory.
  sealed interface Taken {

    /// It is what was signed, without the client's chunk framing.
    ///
    /// @param trailers verified, to be sent on as headers
    record Intact(Content bytes, List<Header> trailers) implements Taken {}

    record Broken(Refused refused) implements Taken {}
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

  /// Whether the client waits for leave before it sends its body.
  boolean waitsToSend() {
    return head().headers().contains("expect");
  }

  /// Whether all bytes of the wire have been taken into memory, to hash them for the signature.
  boolean isRead() {
    return wire != null;
  }

  /// The head as received.
  RawRequest raw() {
    return raw;
  }

  /// The head without the signature of a presigned URL: it says who asks, not what is asked.
  RawRequest unsigned() {
    return unsigned(raw);
  }

  static RawRequest unsigned(RawRequest raw) {
    int question = raw.target().indexOf('?');
    if (question < 0) {
      return raw;
    }
    String kept =
        Arrays.stream(raw.target().substring(question + 1).split("&", -1))
            .filter(pair -> !Presigned.KEYS.contains(nameOf(pair)))
            .collect(Collectors.joining("&"));
    String path = raw.target().substring(0, question);
    return new RawRequest(raw.method(), kept.isEmpty() ? path : path + "?" + kept, raw.headers());
  }

  private static String nameOf(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals);
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

  /// How many bytes the body has without its framing, when the head says so.
  OptionalLong length(Payload payload) {
    if (payload.decodedLength().isPresent()) {
      return payload.decodedLength();
    }
    return switch (exchange.received()) {
      case dev.obstat.http.Body.None _ -> OptionalLong.of(0);
      case dev.obstat.http.Body.Whole whole -> OptionalLong.of(whole.content().size());
      case dev.obstat.http.Body.Sized sized -> OptionalLong.of(sized.length());
      case dev.obstat.http.Body.Chunked _ -> OptionalLong.empty();
    };
  }

  /// The whole body, verified. A length over the bound is refused before any of it is asked for.
  ///
  /// @throws Unreadable when it is larger than the bound, or cannot be read
  Taken take(Payload payload) {
    if (!hasBody() || isRead()) {
      byte[] bytes = hasBody() ? wireBytes() : new byte[0];
      return switch (payload.whole(bytes)) {
        case Whole.Broken broken -> new Taken.Broken(broken.refused());
        case Whole.Intact intact -> new Taken.Intact(Content.of(intact.bytes()), intact.trailers());
      };
    }
    if (length(payload).orElse(0) > mostBuffered) {
      throw tooLarge();
    }
    try (VerifiedBody body = payload.open(exchange.bodyStream())) {
      byte[] bytes = body.readNBytes(mostBuffered);
      if (bytes.length == mostBuffered && body.read() >= 0) {
        throw tooLarge();
      }
      return new Taken.Intact(Content.of(bytes), body.trailers());
    } catch (PayloadRefused refused) {
      return new Taken.Broken(refused.refused());
    } catch (BodyBroken broken) {
      throw new Unreadable(broken.refusal());
    } catch (IOException e) {
      throw new Unreadable(new Refusal(400, "the request body could not be read"));
    }
  }

  private Unreadable tooLarge() {
    return new Unreadable(
        new Refusal(413, "the request body is larger than " + mostBuffered + " bytes"));
  }

  /// The body as it will be read, verified while it streams.
  WatchedBody open(Payload payload) {
    InputStream body = payload.open(exchange.bodyStream());
    return new WatchedBody(body);
  }
}
