package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections to an upstream are used again when that is safe, and never mix anything up.
// The lines on this wire end in CRLF, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class UpstreamConnectionTest {
  private final ForwardingScene scene = new ForwardingScene();

  @AfterEach
  void closeAll() throws Exception {
    scene.close();
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    ScriptedUpstream upstream = scene.opened(new ScriptedUpstream(ForwardingScene::echoForEver));
    RawClient client = scene.client(upstream);
    for (int i = 0; i < 20; i++) {
      assertThat(client.send(ForwardingScene.GET).reply().status()).isEqualTo(200);
    }
    assertThat(upstream.connections).hasValue(1);
  }

  @Test
  void answersOfRequestsAtOnceAreNeverMixedUp() throws Exception {
    ScriptedUpstream upstream = scene.opened(new ScriptedUpstream(ForwardingScene::echoForEver));
    HttpServer gateway = scene.gateway(upstream, scene.forwarder, Relaying.unchanged());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String body = "body" + i;
        clients.add(
            executor.submit(
                () -> {
                  try (RawClient client = new RawClient(gateway.port())) {
                    for (int n = 0; n < 20; n++) {
                      client.send(
                          "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n%s"
                              .formatted(body.length(), body));
                      assertThat(client.reply().body()).endsWith("\r\n\r\n" + body);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(scene.outcomes).hasSize(800).allMatch(Forwarded.Answered.class::isInstance);
  }

  @Test
  void aConnectionThatTheUpstreamClosedMeanwhileIsNotUsed() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.answer("ok");
                }));
    RawClient client = scene.client(upstream);
    for (int i = 0; i < 20; i++) {
      assertThat(client.send(ForwardingScene.GET).reply().body()).isEqualTo("ok");
      Thread.sleep(5);
    }
    assertThat(upstream.connections).hasValue(20);
  }

  @Test
  void bytesBehindAnAnswerAreNotTakenForTheNextOne() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(
                      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
                  c.awaitEnd();
                }));
    RawClient client = scene.client(upstream);
    assertThat(client.send(ForwardingScene.GET).reply().body()).isEqualTo("ok");
    assertThat(client.send(ForwardingScene.GET).reply().body()).isEqualTo("ok");
    assertThat(upstream.connections).hasValue(2);
  }
}
