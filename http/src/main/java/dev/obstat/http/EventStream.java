package dev.obstat.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Server-sent events (WHATWG HTML, section 9.2). Every event is flushed; any thread may send.
///
/// A client that goes away is noticed at once, without sending: then [#gone()] is true,
/// [#goneWithin] returns, and sending throws [ClientGone]. Send a comment now and then all the
/// same: a network in between may forget a silent connection.
public final class EventStream {
  private static final Duration EVER = Duration.ofDays(20);

  private final AnswerStream stream;
  private final CountDownLatch gone = new CountDownLatch(1);

  EventStream(AnswerStream stream, ByteSource source, Wire wire) {
    this.stream = stream;
    Thread.ofVirtual().name("event-stream-watch").start(() -> watch(source, wire));
    stream.flush();
  }

  /// @param event the event's type, without line breaks
  /// @param data any text; each of its lines becomes a `data` line
  public void send(String event, String data) {
    write("event: " + oneLine(event) + "\n" + lines("data: ", data) + "\n");
  }

  /// As [#send(String, String)], with an id that the client names when it comes back.
  public void send(String id, String event, String data) {
    write(
        "id: " + oneLine(id) + "\nevent: " + oneLine(event) + "\n" + lines("data: ", data) + "\n");
  }

  /// A line that clients leave out.
  public void comment(String text) {
    write(lines(": ", text) + "\n");
  }

  public boolean gone() {
    return gone.getCount() == 0;
  }

  /// Waits until the client has gone, at most so long. True when it has.
  public boolean goneWithin(Duration limit) throws InterruptedException {
    return gone.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  void finish() {
    stream.finish();
  }

  private synchronized void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }

  /// A client has nothing to say on an event stream: its end, an error and any byte are all a
  /// goodbye.
  private void watch(ByteSource source, Wire wire) {
    source.waiting(Waiting.until(EVER));
    try {
      if (source.arrives()) {
        wire.abort();
      }
    } catch (IOException e) {
      // The goodbye of a client that did not say it.
    } finally {
      gone.countDown();
    }
  }

  private static String oneLine(String text) {
    if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw new IllegalArgumentException("an event's name or id has a line break in it");
    }
    return text;
  }

  private static String lines(String prefix, String text) {
    StringBuilder lines = new StringBuilder();
    for (String line : text.split("\r\n|\r|\n", -1)) {
      lines.append(prefix).append(line).append('\n');
    }
    return lines.toString();
  }
}
