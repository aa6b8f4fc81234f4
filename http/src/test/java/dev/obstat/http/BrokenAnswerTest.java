package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An upstream that answers garbage, too slowly or not to the end is never taken for success.
// The lines on this wire end in CRLF, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class BrokenAnswerTest {
  private final ForwardingScene scene = new ForwardingScene();

  @AfterEach
  void closeAll() throws Exception {
    scene.close();
  }

  @Test
  void anUpstreamThatIsTooSlowIsUnknown() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.awaitEnd();
                }));
    RawClient client = scene.client(upstream);
    assertThat(client.send(ForwardingScene.GET).reply().status()).isEqualTo(502);
    assertThat(scene.outcome())
        .isEqualTo(new Forwarded.Unknown("the upstream did not answer in time"));
    assertThat(client.send(ForwardingScene.GET).reply().status()).isEqualTo(502);
  }

  @Test
  void anUpstreamThatTricklesForEverIsEndedByTheTotal() throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
                  for (int i = 0; i < 1000; i++) {
                    c.send("a");
                    Thread.sleep(50);
                  }
                }));
    Forwarder hasty =
        scene.opened(
            new Forwarder(
                ForwardingScene.QUICK.withTimes(
                    Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(600)),
                ForwardingScene.systemTls()));
    RawClient client = scene.client(upstream, hasty, Relaying.unchanged());
    assertThatThrownBy(() -> client.send(ForwardingScene.GET).reply())
        .isInstanceOfAny(EOFException.class, SocketException.class);
    assertThat(scene.outcome())
        .asString()
        .matches(
            ".*the answer \\(status 200\\) broke off after \\d+ bytes: the upstream did not answer in time.*");
  }

  static Stream<Arguments> garbage() {
    String tooMany = "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(200) + "\r\n";
    return Stream.of(
        arguments("nothing at all", "", "the upstream closed the connection without an answer"),
        arguments(
            "half a status line", "HTTP/1.1 2", "the connection ended in the middle of a line"),
        arguments(
            "half a head",
            "HTTP/1.1 200 OK\r\ncontent-le",
            "the connection ended in the middle of a line"),
        arguments(
            "another protocol",
            "SSH-2.0-OpenSSH_9.2\r\n",
            "`SSH-2.0-OpenSSH_9.2` is not a status line"),
        arguments(
            "a status of four digits",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "`HTTP/1.1 2000 OK` is not a status line"),
        arguments(
            "no framing",
            "HTTP/1.1 200 OK\r\n\r\nabc",
            "the answer (status 200) has neither content-length nor chunks: its end cannot be told from a broken connection"),
        arguments(
            "two framings",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc",
            "the answer has both content-length and transfer-encoding"),
        arguments(
            "two lengths",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\nabc",
            "the answer repeats its framing header"),
        arguments(
            "a length that is none",
            "HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\nabc",
            "the answer has content-length `abc`"),
        arguments(
            "a coding nobody asked for",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nabc",
            "the answer has transfer-encoding `gzip`"),
        arguments(
            "a folded header",
            "HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n",
            "a folded header line: each header stands on one line"),
        arguments(
            "a bare line feed",
            "HTTP/1.1 200 OK\n\n",
            "a line ends in a bare line feed: lines end in CRLF"),
        arguments(
            "another protocol on request of nobody",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "the upstream switched protocols without being asked"),
        arguments(
            "interim answers without end",
            "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(30),
            "more than 16 interim answers"),
        arguments("too many headers", tooMany, "more than 128 header lines"));
  }

  @ParameterizedTest(name = "{0} is not an answer")
  @MethodSource
  void garbage(String what, String bytes, String reason) throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send(bytes);
                }));
    RawClient client = scene.client(upstream);
    assertThat(client.send(ForwardingScene.GET).reply().status()).isEqualTo(502);
    assertThat(scene.outcome()).isEqualTo(new Forwarded.Unknown(reason));
  }

  static Stream<Arguments> cut() {
    return Stream.of(
        arguments(
            "with a length",
            "content-length: 100\r\n\r\nabcd",
            false,
            "the body ended after 4 of 100 bytes"),
        arguments(
            "in the middle of a chunk",
            "transfer-encoding: chunked\r\n\r\n64\r\nabcd",
            false,
            "the body ended in the middle of a chunk"),
        arguments(
            "between chunks",
            "transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n",
            false,
            "the connection ended in the middle of a line"),
        arguments(
            "before the end of the trailers",
            "transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n",
            false,
            "the connection ended in the middle of a line"),
        arguments(
            "in a chunk of garbage",
            "transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\nzz\r\n",
            false,
            "`zz` is not a chunk size"),
        arguments("with a reset", "content-length: 100\r\n\r\nabcd", true, "Connection reset"));
  }

  @ParameterizedTest(name = "an answer cut off {0} never looks like success")
  @MethodSource
  void cut(String what, String rest, boolean reset, String reason) throws Exception {
    ScriptedUpstream upstream =
        scene.opened(
            new ScriptedUpstream(
                c -> {
                  c.request();
                  c.send("HTTP/1.1 200 OK\r\n" + rest);
                  if (reset) {
                    Thread.sleep(100);
                    c.reset();
                  }
                }));
    RawClient client = scene.client(upstream);
    assertThatThrownBy(() -> client.send(ForwardingScene.GET).reply())
        .isInstanceOfAny(EOFException.class, SocketException.class);
    assertThat(scene.outcome())
        .isEqualTo(
            new Forwarded.Unknown("the answer (status 200) broke off after 4 bytes: " + reason));
  }
}
