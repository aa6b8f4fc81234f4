package dev.obstat.server;

import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ResponseHead;
import dev.obstat.http.ServerSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The other side, on loopback: keeps what arrives and answers as S3 would.
final class S3Double implements AutoCloseable {
  private static final String BUCKETS =
      "<ListAllMyBucketsResult><Owner><ID>o</ID></Owner><Buckets><Bucket><Name>cost-explorer-config"
          + "</Name></Bucket></Buckets></ListAllMyBucketsResult>";

  /// A workspace whose state Terraform finds in every bucket that it asks for.
  static final String WORKSPACE = "old";

  private static final String LIST =
      "<ListBucketResult><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>env:/"
          + WORKSPACE
          + "/state</Key><Size>9</Size></Contents></ListBucketResult>";
  private static final String NO_KEY =
      "<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>";

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final List<String> signedBy = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  S3Double() {
    this.server =
        switch (HttpServer.start(ServerSettings.loopback(0), Clock.systemUTC(), this::serve)) {
          case HttpServer.Start.Started started -> started.server();
          case HttpServer.Start.Refused no -> throw new AssertionError(no.reason());
        };
  }

  int port() {
    return server.port();
  }

  /// Method and path of each request, in order.
  List<String> arrived() {
    return List.copyOf(arrived);
  }

  /// Each request's `Authorization`.
  List<String> signedBy() {
    return List.copyOf(signedBy);
  }

  private void serve(Exchange exchange) {
    String method = exchange.request().method();
    String path = URLDecoder.decode(exchange.request().path(), StandardCharsets.UTF_8);
    arrived.add(method + " " + path);
    signedBy.add(exchange.request().headers().first("authorization").orElse(""));
    if (method.equals("GET") && path.matches("/[^/]+/.+")) {
      say(exchange, 404, NO_KEY);
    } else if (method.equals("GET")) {
      say(exchange, 200, exchange.request().target().contains("list-type=2") ? LIST : BUCKETS);
    } else if (method.equals("HEAD") && path.matches("/[^/]+/.+")) {
      exchange.answer(new ResponseHead(404, Headers.empty()), new Body.None());
    } else {
      exchange.answer(
          new ResponseHead(method.equals("DELETE") ? 204 : 200, Headers.empty()), new Body.None());
    }
  }

  private static void say(Exchange exchange, int status, String xml) {
    exchange.answer(
        new ResponseHead(status, Headers.of("content-type", "application/xml")),
        new Body.Whole(Content.text(xml)));
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(1));
  }
}
