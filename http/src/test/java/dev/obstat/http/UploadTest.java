package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// How a request arrives: asked for, refused, too slow, or broken off.
class UploadTest {
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

  @Test
  void continueIsSentOnlyWhenTheHandlerAsksForTheBody() throws Exception {
    CountDownLatch ask = new CountDownLatch(1);
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  Servers.await(ask);
                  Servers.ok(exchange, Servers.text(exchange));
                });
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\nexpect: 100-Continue\r\n\r\n");
      client.timeout(300);
      assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
      client.timeout(5000);
      ask.countDown();
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("abcd").reply().body()).isEqualTo("abcd");
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void aHandlerRefusesBeforeTheUpload() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> exchange.refuse(new Refusal(403, "not you")));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\nexpect: 100-continue\r\n\r\n");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.body()).isEqualTo("not you\n");
      assertThat(reply.has("connection: close")).isTrue();
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aBodyOverTheBoundIsRefusedBeforeTheUpload() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> Servers.ok(exchange, Servers.text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send(
          "PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 65537\r\nexpect: 100-continue\r\n\r\n");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).isEqualTo("the request body is larger than 65536 bytes\n");
    }
  }

  @Test
  void aClientThatUploadsRegardlessStillReadsTheRefusal() throws Exception {
    try (HttpServer server =
            Servers.start(
                ServerSettings.loopback(0), exchange -> exchange.refuse(new Refusal(403, "no")));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 8000000\r\n\r\n");
      client.send("a".repeat(8_000_000));
      assertThat(client.reply().status()).isEqualTo(403);
    }
  }

  @Test
  void anUnreadBodyThatIsHereAnywayDoesNotCostTheConnection() throws IOException {
    try (HttpServer server = Servers.start(exchange -> exchange.refuse(new Refusal(403, "no")));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd" + GET);
      assertThat(client.reply().status()).isEqualTo(403);
      assertThat(client.reply().status()).isEqualTo(403);
    }
  }

  @Test
  void aSlowHeadIsTimedOut() throws IOException {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, ""));
        RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nho");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("the request head arrived too slowly\n");
    }
  }

  @Test
  void aHeadThatTricklesIsTimedOutAllTheSame() throws Exception {
    try (HttpServer server = Servers.start(exchange -> Servers.ok(exchange, ""));
        RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nx: ");
      for (int i = 0; i < 8; i++) {
        client.send("a");
        Thread.sleep(60);
      }
      assertThat(client.reply().status()).isEqualTo(408);
    }
  }

  @Test
  void aSlowBodyIsTimedOut() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> Servers.ok(exchange, Servers.text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nab");
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).isEqualTo("the request body arrived too slowly\n");
    }
  }

  @Test
  void aBodyThatTricklesIsTimedOutAllTheSame() throws Exception {
    try (HttpServer server =
            Servers.start(exchange -> Servers.ok(exchange, Servers.text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n");
      for (int i = 0; i < 12; i++) {
        client.send("a");
        Thread.sleep(50);
      }
      assertThat(client.reply().status()).isEqualTo(408);
    }
  }

  @Test
  void aBodyThatBreaksOffNeverLooksWhole() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> Servers.ok(exchange, Servers.text(exchange)));
        RawClient client = new RawClient(server.port())) {
      client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nab");
      client.endOutput();
      RawClient.Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .isEqualTo("the request body broke off: the body ended after 2 of 4 bytes\n");
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    Patience impatient =
        new Patience(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    try (HttpServer server =
            Servers.start(
                ServerSettings.loopback(0).withPatience(impatient),
                exchange -> Servers.ok(exchange, "x"));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
      assertThat(client.isClosed()).isTrue();
    }
  }
}
