package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.Credentials;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Handler;
import dev.obstat.http.Headers;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ResponseHead;
import dev.obstat.http.ServerSettings;
import dev.obstat.http.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The other side: a service on loopback that takes nothing which the real keys have not signed,
/// keeps what it got, and answers as S3, SQS, DynamoDB or a query service would.
final class Engine implements AutoCloseable {
  static final RealKeys REAL =
      new RealKeys("AKIAREALREALREALREAL", "the-real-secret-0123456789-0123456789-01", "");

  private static final int KEPT = 1024 * 1024;

  private final HttpServer server;
  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private final List<String> turnedAway = new CopyOnWriteArrayList<>();
  private final Map<String, Content> objects = new ConcurrentHashMap<>();
  private volatile @Nullable BiConsumer<Arrived, Exchange> answering;

  /// A request whose signature and body were right.
  ///
  /// @param body empty when it was larger than is kept
  record Arrived(RawRequest head, Content body, long length, String sha256) {
    String header(String name) {
      return head.headers().stream()
          .filter(field -> field.is(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }

    boolean changes() {
      return !head.method().equals("GET") && !head.method().equals("HEAD");
    }
  }

  Engine(Clock clock) {
    Credentials real =
        id ->
            id.equals(REAL.accessKeyId())
                ? new Credentials.Lookup.Live(
                    new Credentials.Holder("real", REAL.secretAccessKey()))
                : new Credentials.Lookup.Unknown();
    Verifier verifier = new Verifier(real, clock);
    this.server =
        Servers.start(ServerSettings.loopback(0), clock, exchange -> serve(verifier, exchange));
  }

  Upstream upstream() {
    return new Upstream(false, "127.0.0.1", server.port());
  }

  /// What arrived with a right signature, in order.
  List<Arrived> arrived() {
    return List.copyOf(arrived);
  }

  /// Messages of refused signatures; must stay empty.
  List<String> turnedAway() {
    return List.copyOf(turnedAway);
  }

  void hold(String path, String content) {
    objects.put(path, Content.text(content));
  }

  /// From now on requests are kept and then handled so.
  void misbehave(Handler how) {
    answering = (_, exchange) -> how.handle(exchange);
  }

  /// From now on requests are kept and then answered so.
  void answer(BiConsumer<Arrived, Exchange> how) {
    answering = how;
  }

  private void serve(Verifier verifier, Exchange exchange) {
    List<Header> headers =
        exchange.request().headers().fields().stream()
            .map(field -> new Header(field.name(), field.value()))
            .toList();
    RawRequest head =
        new RawRequest(exchange.request().method(), exchange.request().target(), headers);
    switch (verifier.verify(head, Channel.PLAIN, () -> "")) {
      case Refused refused -> {
        turnedAway.add(refused.message());
        exchange.answer(403, refused.message());
      }
      case Verified verified -> {
        Arrived one = read(head, verified, exchange);
        arrived.add(one);
        BiConsumer<Arrived, Exchange> how = answering;
        if (how == null) {
          answer(one, verified.service(), exchange);
        } else {
          how.accept(one, exchange);
        }
      }
    }
  }

  private static Arrived read(RawRequest head, Verified verified, Exchange exchange) {
    try (InputStream body = verified.payload().open(exchange.bodyStream())) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] first = body.readNBytes(KEPT);
      sha256.update(first);
      long length = first.length;
      byte[] piece = new byte[64 * 1024];
      for (int got = body.read(piece); got >= 0; got = body.read(piece)) {
        sha256.update(piece, 0, got);
        length += got;
      }
      Content kept = length == first.length ? Content.of(first) : Content.empty();
      return new Arrived(head, kept, length, HexFormat.of().formatHex(sha256.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void answer(Arrived one, String service, Exchange exchange) {
    switch (service) {
      case "s3" -> s3(one, exchange);
      case "sqs" -> sqs(one, exchange);
      case "rds", "ec2", "sts" -> query(one, exchange);
      case String _ -> say(exchange, 200, "application/x-amz-json-1.0", "{}");
    }
  }

  private void s3(Arrived one, Exchange exchange) {
    String path = exchange.request().path();
    switch (one.head().method()) {
      case "PUT" -> {
        objects.put(path, one.body());
        exchange.answer(new ResponseHead(200, Headers.of("etag", "\"0123\"")), new Body.None());
      }
      case "DELETE" -> {
        objects.remove(path);
        exchange.answer(new ResponseHead(204, Headers.empty()), new Body.None());
      }
      case String method -> {
        Content content = objects.get(path);
        if (content == null && path.endsWith("/key")) {
          String error = "<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>";
          exchange.answer(
              new ResponseHead(404, Headers.of("content-type", "application/xml")),
              method.equals("HEAD") ? new Body.None() : new Body.Whole(Content.text(error)));
        } else if (content == null) {
          say(
              exchange,
              200,
              "application/xml",
              "<ListBucketResult><Name>b</Name></ListBucketResult>");
        } else {
          exchange.answer(
              new ResponseHead(200, Headers.of("content-type", "text/plain", "etag", "\"0\"")),
              new Body.Whole(content));
        }
      }
    }
  }

  private static void sqs(Arrived one, Exchange exchange) {
    Matcher form = Pattern.compile("&MessageBody=([^&]*)").matcher(one.body().text());
    if (form.find()) {
      String text = URLDecoder.decode(form.group(1), StandardCharsets.UTF_8);
      say(
          exchange,
          200,
          "text/xml",
          "<SendMessageResponse><SendMessageResult><MessageId>m-1</MessageId><MD5OfMessageBody>"
              + md5(text)
              + "</MD5OfMessageBody></SendMessageResult></SendMessageResponse>");
      return;
    }
    Matcher body = Pattern.compile("\"MessageBody\":\\s*\"([^\"]*)\"").matcher(one.body().text());
    String json =
        body.find()
            ? "{\"MessageId\":\"m-1\",\"MD5OfMessageBody\":\"" + md5(body.group(1)) + "\"}"
            : "{}";
    say(exchange, 200, "application/x-amz-json-1.0", json);
  }

  private static void query(Arrived one, Exchange exchange) {
    Matcher action = Pattern.compile("Action=([A-Za-z]+)").matcher(one.body().text());
    String name = action.find() ? action.group(1) : "None";
    say(
        exchange,
        200,
        "text/xml",
        "<%1$sResponse><%1$sResult/><requestId>r</requestId></%1$sResponse>".formatted(name));
  }

  private static void say(Exchange exchange, int status, String type, String text) {
    exchange.answer(
        new ResponseHead(status, Headers.of("content-type", type)),
        new Body.Whole(Content.text(text)));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
