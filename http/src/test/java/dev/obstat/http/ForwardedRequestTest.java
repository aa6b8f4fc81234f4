package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a request goes out, and what is known of one that did not go out whole.
// The lines on this wire end in CRLF, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class ForwardedRequestTest {
  private final ForwardingScene scene = new ForwardingScene();

  @AfterEach
  void closeAll() throws Exception {
    scene.close();
  }

  @Test
  void aRequestGoesOutByteForByteAndWithoutFramingWhenItHasNoBody() throws Exception {
    ScriptedUpstream upstream = scene.upstream(ScriptedUpstream.Conversation::request, "ok");
    RawClient client = scene.client(upstream);
    client.send(
        "DELETE /a%2Fb/../c?x=%41&x HTTP/1.1\r\nHost: gateway\r\nX-One: 1\r\nx-one: 2\r\n"
            + "Connection: keep-alive, te\r\nTE: trailers\r\nKeep-Alive: timeout=5\r\nExpect: 100-continue\r\n\r\n");
    assertThat(client.reply().body()).isEqualTo("ok");
    assertThat(upstream.heads)
        .containsExactly(
            "DELETE /a%2Fb/../c?x=%41&x HTTP/1.1\r\nHost: gateway\r\nX-One: 1\r\nx-one: 2\r\n\r\n");
    assertThat(scene.outcome())
        .isEqualTo(
            new Forwarded.Answered(
                new ResponseHead(200, Headers.of("Content-Length", "2")), 2, true));
  }

  @Test
  void theUpstreamsHostIsAddedWhenTheCallerGivesNone() throws Exception {
    ScriptedUpstream upstream = scene.upstream(ScriptedUpstream.Conversation::request, "ok");
    Outbound outbound =
        new Outbound(
            upstream.upstream(), "ForwardingScene.GET", "/", Headers.empty(), new Body.None());
    assertThat(scene.forwarder.fetch(outbound, 10))
        .isEqualTo(
            new Fetched.Answered(
                new ResponseHead(200, Headers.of("Content-Length", "2")), Content.text("ok")));
    assertThat(upstream.heads.getFirst())
        .isEqualTo(
            "ForwardingScene.GET / HTTP/1.1\r\nhost: 127.0.0.1:%d\r\n\r\n"
                .formatted(upstream.port()));
  }

  @Test
  void aBodyWithALengthGoesOutWithThatLength() throws Exception {
    ScriptedUpstream upstream = scene.opened(new ScriptedUpstream(c -> c.answer(c.request())));
    RawClient client = scene.client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\nContent-Length: 4\r\n\r\nabcd");
    assertThat(client.reply().body())
        .isEqualTo("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd");
  }

  @Test
  void aBodyInChunksGoesOutInChunks() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  c.answer(c.read("4\r\nabcd\r\n0\r\n\r\n".length()));
                }));
    RawClient client = scene.client(upstream);
    client.send(
        "PUT / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n");
    assertThat(client.reply().body()).isEqualTo("4\r\nabcd\r\n0\r\n\r\n");
    assertThat(upstream.heads.getFirst()).contains("transfer-encoding: chunked");
  }

  @Test
  void aRequestWhoseBodyNeverBeganWasNotSent() throws Exception {
    ScriptedUpstream upstream = scene.upstream(ScriptedUpstream.Conversation::request, "ok");
    RawClient client = scene.client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n");
    RawClient.Reply reply = client.reply();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("`xyz` is not a chunk size\n");
    assertThat(scene.outcome())
        .isEqualTo(
            new Forwarded.NotSent("the request body could not be read: `xyz` is not a chunk size"));
    assertThat(upstream.heads).isEmpty();
  }

  @Test
  void aClientThatBreaksOffItsUploadLeavesTheUpstreamWithHalfARequest() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  try {
                    c.awaitEnd();
                  } catch (SocketException e) {
                    broken.countDown();
                  }
                }));
    RawClient client = scene.client(upstream);
    client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabcd");
    Thread.sleep(50);
    client.endOutput();
    assertThat(client.reply().status()).isEqualTo(400);
    assertThat(scene.outcome())
        .isEqualTo(
            new Forwarded.Unknown(
                "the request body could not be read: the request body broke off: the body ended after 4 of 10 bytes"));
    assertThat(broken.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anUpstreamThatIsDownWasSentNothing() throws Exception {
    ScriptedUpstream upstream = scene.upstream(ScriptedUpstream.Conversation::request, "ok");
    upstream.close();
    RawClient client = scene.client(upstream);
    assertThat(client.send(ForwardingScene.GET).reply().status()).isEqualTo(502);
    assertThat(scene.outcome())
        .isEqualTo(
            new Forwarded.NotSent(
                "could not connect to `127.0.0.1:%d`: the connection was refused"
                    .formatted(upstream.port())));
  }

  @Test
  void anUpstreamWithoutANameWasSentNothing() {
    assertThat(scene.fetch(new Upstream(false, "nowhere.invalid", 80)))
        .isEqualTo(new Fetched.NotSent("could not connect to `nowhere.invalid:80`: no such host"));
  }

  @Test
  void upstreamsAreReadFromUrls() {
    assertThat(Upstream.parse("http://localhost:8000"))
        .isEqualTo(new Upstream(false, "localhost", 8000));
    assertThat(Upstream.parse("https://s3.eu-west-1.amazonaws.com/").authority())
        .isEqualTo("s3.eu-west-1.amazonaws.com");
    for (String bad :
        List.of("localhost:80", "ftp://a", "http://a/b", "http://u@a", "http://a?b", "")) {
      assertThatThrownBy(() -> Upstream.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "`%s` is not an upstream: write `http://host:port` or `https://host`".formatted(bad));
    }
  }
}
