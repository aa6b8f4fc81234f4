package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What of an answer is passed on, changed or left out.
// The lines on this wire end in CRLF, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class RelayedAnswerTest {
  private final ForwardingScene scene = new ForwardingScene();

  @AfterEach
  void closeAll() throws Exception {
    scene.close();
  }

  @Test
  void anAnswerBeforeTheBodyIsAllSentIsRelayedAtOnce() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  c.read(4);
                  c.send("HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno");
                  c.awaitEnd();
                }));
    RawClient client = scene.client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\nabcd");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo("no");
    assertThat(reply.has("connection: close")).isTrue();
    assertThat(scene.outcome()).isInstanceOf(Forwarded.Answered.class);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void interimAnswersAreLeftOut() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(
                      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n");
                  c.answer("ok");
                }));
    assertThat(scene.client(upstream).send(ForwardingScene.GET).reply().body()).isEqualTo("ok");
  }

  @Test
  void anAnswerWithoutABodyStaysWithoutOne() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\nContent-Length: 77\r\nETag: a\r\n\r\n");
                  c.request();
                  c.send("HTTP/1.1 204 No Content\r\n\r\n");
                  c.request();
                  c.send("HTTP/1.1 304 Not Modified\r\n\r\n");
                  c.request();
                  c.answer("ok");
                }));
    RawClient client = scene.client(upstream);
    client.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n");
    assertThat(client.head()).contains("content-length: 77").contains("ETag: a");
    assertThat(client.send(ForwardingScene.GET).head())
        .startsWith("HTTP/1.1 204")
        .doesNotContain("content-length");
    assertThat(client.send(ForwardingScene.GET).head())
        .startsWith("HTTP/1.1 304")
        .doesNotContain("content-length");
    assertThat(client.send(ForwardingScene.GET).reply().body()).isEqualTo("ok");
    assertThat(upstream.connections).hasValue(1);
  }

  @Test
  void hopByHopHeadersOfTheAnswerAreNotPassedOn() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(
                      "HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: a\r\nProxy-Authenticate: b\r\n"
                          + "Transfer-Encoding: chunked\r\nTrailer: x-t\r\nx-end: 2\r\nx-end: 3\r\n\r\n2;ext=1\r\nok\r\n0\r\nx-t: 1\r\n\r\n");
                }));
    RawClient.Reply reply = scene.client(upstream).send(ForwardingScene.GET).reply();
    assertThat(reply.body()).isEqualTo("ok");
    assertThat(reply.head())
        .doesNotContain("x-hop", "keep-alive", "proxy-", "trailer", "x-t", "connection")
        .contains("x-end: 2\r\nx-end: 3");
  }

  @Test
  void theCallerMayRewriteTheHead() throws Exception {
    ScriptedUpstream upstream = scene.upstream(ScriptedUpstream.Conversation::request, "ok");
    RawClient client =
        scene.client(
            upstream,
            scene.forwarder,
            head ->
                new Relay.Streamed(new ResponseHead(203, head.headers().with("x-seen", "yes"))));
    RawClient.Reply reply = client.send(ForwardingScene.GET).reply();
    assertThat(reply.status()).isEqualTo(203);
    assertThat(reply.has("x-seen: yes")).isTrue();
    assertThat(reply.body()).isEqualTo("ok");
  }

  @Test
  void theCallerMayReplaceASmallBodyAndALargeOneIsNotPassedOn() throws Exception {
    ScriptedUpstream upstream = scene.upstream(ScriptedUpstream.Conversation::request, "secret");
    RawClient small =
        scene.client(
            upstream,
            scene.forwarder,
            head ->
                new Relay.Replaced(
                    6, body -> new Answer(head, Content.text("<" + body.text() + ">"))));
    assertThat(small.send(ForwardingScene.GET).reply().body()).isEqualTo("<secret>");
    assertThat(scene.outcome()).isInstanceOf(Forwarded.Answered.class);
    RawClient large =
        scene.client(
            upstream,
            scene.forwarder,
            head -> new Relay.Replaced(5, body -> new Answer(head, body)));
    assertThat(large.send(ForwardingScene.GET).reply().status()).isEqualTo(502);
    assertThat(scene.outcome())
        .isEqualTo(new Forwarded.Unknown("the answer (status 200) is larger than 5 bytes"));
  }

  @Test
  void theOutcomeIsKnownEvenWhenTheClientHasGone() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  asked.countDown();
                  gone.await();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 20000\r\n\r\n");
                  for (int i = 0; i < 20; i++) {
                    c.send("a".repeat(1000));
                    Thread.sleep(5);
                  }
                }));
    try (RawClient client = scene.client(upstream)) {
      client.send(ForwardingScene.GET);
      asked.await();
    }
    Thread.sleep(50);
    gone.countDown();
    Forwarded.Answered outcome = (Forwarded.Answered) scene.outcome();
    assertThat(outcome.delivered()).isFalse();
    assertThat(outcome.head().status()).isEqualTo(200);
  }
}
