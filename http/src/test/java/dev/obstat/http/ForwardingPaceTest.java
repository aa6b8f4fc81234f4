package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The slower side sets the pace, and nothing is kept back that has arrived.
class ForwardingPaceTest {
  private final ForwardingScene scene = new ForwardingScene();

  @AfterEach
  void closeAll() throws Exception {
    scene.close();
  }

  @Test
  void anUpstreamThatReadsSlowlySlowsTheClientDown() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.head();
                  go.await();
                  c.read(64_000_000);
                  c.answer("ok");
                }));
    Forwarder patient =
        scene.opened(new Forwarder(ForwardSettings.usual(), ForwardingScene.systemTls()));
    RawClient client = scene.client(upstream, patient, Relaying.unchanged());
    AtomicLong sent = new AtomicLong();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> upload =
          executor.submit(
              () -> {
                client.send("PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 64000000\r\n\r\n");
                String piece = "a".repeat(64_000);
                for (int i = 0; i < 1000; i++) {
                  client.send(piece);
                  sent.addAndGet(64_000);
                }
                return null;
              });
      Thread.sleep(400);
      assertThat(upload.isDone()).isFalse();
      assertThat(sent.get()).isLessThan(30_000_000);
      go.countDown();
      upload.get(20, TimeUnit.SECONDS);
    }
    assertThat(client.reply().body()).isEqualTo("ok");
  }

  @Test
  void aClientThatReadsSlowlySlowsTheUpstreamDown() throws Exception {
    AtomicLong sent = new AtomicLong();
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 64000000\r\n\r\n");
                  String piece = "a".repeat(64_000);
                  for (int i = 0; i < 1000; i++) {
                    c.send(piece);
                    sent.addAndGet(64_000);
                  }
                }));
    RawClient client = scene.client(upstream);
    client.send(ForwardingScene.GET);
    Thread.sleep(300);
    assertThat(sent.get()).isLessThan(30_000_000);
    assertThat(client.reply().body()).hasSize(64_000_000);
    assertThat(sent).hasValue(64_000_000);
  }

  @Test
  void whatTheUpstreamSaysPieceByPieceArrivesPieceByPiece() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                  Thread.sleep(50);
                  c.send("3\r\none\r\n");
                  more.await();
                  c.send("3\r\ntwo\r\n0\r\n\r\n");
                }));
    RawClient client = scene.client(upstream);
    assertThat(client.send(ForwardingScene.GET).head()).contains("transfer-encoding: chunked");
    assertThat(client.line() + client.line()).isEqualTo("3one");
    more.countDown();
    assertThat(client.line() + client.line() + client.line()).isEqualTo("3two0");
  }
}
