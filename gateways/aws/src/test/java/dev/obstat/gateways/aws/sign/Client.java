package dev.obstat.gateways.aws.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// A client that signs with the AWS SDK for Java's own signer, as real agents do.
final class Client {

  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final String KEY = "OBSTAAAAAAAAAAAAAAAA";
  static final String SECRET = "s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t";
  static final Credentials LIVE =
      id ->
          id.equals(KEY)
              ? new Credentials.Lookup.Live(new Credentials.Holder("session-1", SECRET))
              : new Credentials.Lookup.Unknown();

  private Client() {}

  /// What goes over the wire.
  static final class Sent {
    private final RawRequest request;
    private final byte[] body;

    Sent(RawRequest request, byte[] body) {
      this.request = request;
      this.body = body;
    }

    RawRequest request() {
      return request;
    }

    byte[] body() {
      return body;
    }

    Sent with(RawRequest other) {
      return new Sent(other, body);
    }
  }

  static final class Order {
    String method = "GET";
    String host = "gateway.example";
    String path = "/";
    List<Map.Entry<String, String>> query = new ArrayList<>();
    List<Header> headers = new ArrayList<>();
    byte[] body = {};
    String service = "sqs";
    String region = "eu-west-1";
    String key = KEY;
    String secret = SECRET;
    String token = "";
    Instant at = NOW;
    String scheme = "http";
    boolean signPayload = true;
    boolean chunked;
    boolean rawPath;
    boolean framed = true;
    @Nullable ChecksumAlgorithm trailer;
    @Nullable Duration presigned;
  }

  static Sent send(Order order) {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(order.method))
            .protocol(order.scheme)
            .host(order.host)
            .encodedPath(order.path);
    order.query.forEach(e -> builder.appendRawQueryParameter(e.getKey(), e.getValue()));
    order.headers.forEach(h -> builder.appendHeader(h.name(), h.value()));
    if (order.framed && order.body.length > 0) {
      builder.putHeader("Content-Length", Integer.toString(order.body.length));
    }
    AwsCredentialsIdentity identity =
        order.token.isEmpty()
            ? AwsCredentialsIdentity.create(order.key, order.secret)
            : AwsSessionCredentialsIdentity.create(order.key, order.secret, order.token);
    Duration presigned = order.presigned;
    ChecksumAlgorithm trailer = order.trailer;
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                b -> {
                  b.identity(identity)
                      .request(builder.build())
                      .putProperty(AwsV4HttpSigner.REGION_NAME, order.region)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, order.service)
                      .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !order.rawPath)
                      .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !order.rawPath)
                      .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, order.signPayload)
                      .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, order.chunked)
                      .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(order.at, ZoneOffset.UTC));
                  if (order.body.length > 0 || order.chunked) {
                    b.payload(() -> new ByteArrayInputStream(order.body));
                  }
                  if (trailer != null) {
                    b.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, trailer);
                  }
                  if (presigned != null) {
                    b.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, presigned);
                  }
                });
    SdkHttpRequest request = signed.request();
    List<Header> headers = new ArrayList<>();
    request.forEachHeader((n, values) -> values.forEach(v -> headers.add(new Header(n, v))));
    String target =
        request.encodedPath() + request.encodedQueryParameters().map(q -> "?" + q).orElse("");
    byte[] body =
        signed
            .payload()
            .map(
                p -> {
                  try {
                    return p.newStream().readAllBytes();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .orElse(new byte[0]);
    return new Sent(new RawRequest(order.method, target, headers), body);
  }

  static Verification verify(Sent sent, Channel channel) {
    return new Verifier(LIVE, CLOCK)
        .verify(sent.request(), channel, () -> Hashes.sha256(sent.body()));
  }

  static Verified verified(Sent sent, Channel channel) {
    return switch (verify(sent, channel)) {
      case Verified verified -> verified;
      case Refused refused -> throw new AssertionError(refused + " for " + sent.request());
    };
  }

  static Refused refused(Sent sent, Channel channel) {
    return switch (verify(sent, channel)) {
      case Verified verified -> throw new AssertionError("passed: " + verified);
      case Refused refused -> refused;
    };
  }

  static RawRequest replaceHeader(RawRequest request, String name, String value) {
    List<Header> headers = new ArrayList<>();
    for (Header h : request.headers()) {
      headers.add(h.is(name) ? new Header(h.name(), value) : h);
    }
    return new RawRequest(request.method(), request.target(), headers);
  }

  static RawRequest withHeader(RawRequest request, String name, String value) {
    List<Header> headers = new ArrayList<>(request.headers());
    headers.add(new Header(name, value));
    return new RawRequest(request.method(), request.target(), headers);
  }

  static RawRequest withoutHeader(RawRequest request, String name) {
    return new RawRequest(
        request.method(),
        request.target(),
        request.headers().stream().filter(h -> !h.is(name)).toList());
  }

  static RawRequest withTarget(RawRequest request, String target) {
    return new RawRequest(request.method(), target, request.headers());
  }

  static String header(RawRequest request, String name) {
    return request.headers().stream()
        .filter(h -> h.is(name))
        .map(Header::value)
        .findFirst()
        .orElseThrow();
  }
}
