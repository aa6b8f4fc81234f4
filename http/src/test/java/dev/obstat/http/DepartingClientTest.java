package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A client that goes away or stops reading is noticed; events arrive as they are sent.
class DepartingClientTest {
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  try {
                    exchange.answer(
                        new ResponseHead(200, Headers.empty()),
                        new Body.Sized(new Endless(), Long.MAX_VALUE / 2));
                  } catch (ClientGone e) {
                    failure.complete(e);
                    throw e;
                  }
                });
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      assertThat(failure.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("did not take what was sent to it in time");
    }
  }

  @Test
  void aClientThatGoesAwayInTheMiddleEndsTheAnswer() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (HttpServer server =
        Servers.start(
            exchange -> {
              try {
                exchange.answer(
                    new ResponseHead(200, Headers.empty()), new Body.Chunked(new Endless()));
              } catch (ClientGone e) {
                failure.complete(e);
                throw e;
              }
            })) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET).head();
      }
      assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void aHandlerThatWaitsLearnsThatItsClientHungUp() throws Exception {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    try (HttpServer server =
        Servers.start(
            exchange -> {
              boolean before = exchange.clientGone();
              asked.countDown();
              for (int i = 0; i < 500 && !exchange.clientGone(); i++) {
                Servers.pause(10);
              }
              gone.complete(!before && exchange.clientGone());
            })) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET);
        Servers.await(asked);
      }
      assertThat(gone.get(8, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void askingWhetherTheClientHungUpLosesNothingOfItsNextRequest() throws Exception {
    try (HttpServer server =
            Servers.start(
                exchange -> {
                  for (int i = 0; i < 20; i++) {
                    exchange.clientGone();
                    Servers.pause(5);
                  }
                  Servers.ok(exchange, exchange.request().target());
                });
        RawClient client = new RawClient(server.port())) {
      client.send("GET /1 HTTP/1.1\r\nhost: a\r\n\r\n");
      Thread.sleep(40);
      client.send("GET /2 HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo("/1");
      assertThat(client.reply().body()).isEqualTo("/2");
    }
  }

  @Test
  void eventsArriveOneByOneAndTheEndOfTheClientIsNoticedWithoutSending() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CompletableFuture<Boolean> noticed = new CompletableFuture<>();
    try (HttpServer server =
        Servers.start(
            exchange -> {
              EventStream events = exchange.events(Headers.of("x-a", "1"));
              events.send("greeting", "two\nlines");
              Servers.await(first);
              events.send("7", "vote", "done");
              events.comment("still here");
              noticed.complete(goneWithin(events, Duration.ofSeconds(5)));
            })) {
      try (RawClient client = new RawClient(server.port())) {
        String head = client.send(GET).head();
        assertThat(head).contains("content-type: text/event-stream", "x-a: 1", "connection: close");
        assertThat(chunk(client)).isEqualTo("event: greeting\ndata: two\ndata: lines\n\n");
        first.countDown();
        assertThat(chunk(client)).isEqualTo("id: 7\nevent: vote\ndata: done\n\n");
        assertThat(chunk(client)).isEqualTo(": still here\n\n");
        assertThat(noticed.isDone()).isFalse();
      }
      assertThat(noticed.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEventStreamEndsWellWhenItsHandlerReturns() throws IOException {
    try (HttpServer server =
            Servers.start(exchange -> exchange.events(Headers.empty()).send("a", "b"));
        RawClient client = new RawClient(server.port())) {
      assertThat(client.send(GET).reply().body()).isEqualTo("event: a\ndata: b\n\n");
      assertThat(client.isClosed()).isTrue();
    }
  }

  private static String chunk(RawClient client) throws IOException {
    int size = Integer.parseInt(client.line(), 16);
    String text = new String(client.in().readNBytes(size), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(client.line()).isEmpty();
    return text;
  }

  private static boolean goneWithin(EventStream events, Duration limit) {
    try {
      return events.goneWithin(limit);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
