package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one request to an upstream. Short ones on the caller's thread; bodies of any length on a
/// thread of their own, so that an upstream may answer before it has all of it, and an upstream
/// that reads slowly slows the client down.
final class Sending {
  private static final int PIECE = 64 * 1024;

  private final Wire wire;
  private final byte[] head;
  private volatile boolean begun;
  private volatile boolean ended;
  private volatile boolean reading;
  private volatile boolean stopped;
  private volatile long lastProgress = System.nanoTime();
  private volatile @Nullable String failure;
  private @Nullable Thread pump;

  Sending(Wire wire, Outbound outbound) {
    this.wire = wire;
    this.head = head(outbound);
  }

  void start(Body body) {
    switch (body) {
      case Body.None() -> whole(Content.empty());
      case Body.Whole(Content content) when content.size() <= PIECE -> whole(content);
      case Body.Whole(Content content) -> pump(content.stream(), content.size(), false);
      case Body.Sized(InputStream stream, long length) -> pump(stream, length, false);
      case Body.Chunked(InputStream stream) -> pump(stream, Long.MAX_VALUE, true);
    }
  }

  /// Whether any byte may have left.
  boolean begun() {
    return begun;
  }

  /// Why the request did not go out whole.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /// Since when the upstream is waited for: now, while the client is.
  long waitingSince() {
    return reading ? System.nanoTime() : lastProgress;
  }

  /// Whether all of it is out, waiting a moment for a last write that is about to return.
  boolean isEnded() {
    Thread running = pump;
    if (running != null && !ended && !reading) {
      try {
        running.join(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return ended;
  }

  /// No more is written. The thread ends with the read it may be waiting in.
  void stop() {
    stopped = true;
  }

  private void whole(Content content) {
    byte[] body = content.shared();
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    try {
      write(all, 0, all.length);
      ended = true;
    } catch (IOException e) {
      failure = unsent(e);
    }
  }

  private void pump(InputStream stream, long length, boolean chunked) {
    reading = true;
    pump =
        Thread.ofVirtual()
            .name("forward-body")
            .start(
                () -> {
                  copy(stream, length, chunked);
                  reading = false;
                });
  }

  private void copy(InputStream stream, long length, boolean chunked) {
    BodyWriter writer = new BodyWriter(this::write, chunked, head);
    byte[] piece = new byte[Math.clamp(length, 1, PIECE)];
    long left = length;
    while (left > 0) {
      int got = read(stream, piece, (int) Math.min(piece.length, left));
      if (stopped || failure != null) {
        return;
      }
      if (got < 0) {
        break;
      }
      left -= got;
      if (!written(
          () -> {
            writer.write(piece, 0, got);
            writer.flush();
          })) {
        return;
      }
    }
    if (!chunked && left > 0) {
      breakOff("the request body ended %d bytes before its length".formatted(left));
      return;
    }
    ended = written(writer::end);
  }

  /// A body that cannot be read must not end well for the upstream either.
  private int read(InputStream stream, byte[] piece, int length) {
    reading = true;
    try {
      return stream.read(piece, 0, length);
    } catch (IOException | RuntimeException e) {
      breakOff("the request body could not be read: " + e.getMessage());
      return -1;
    } finally {
      lastProgress = System.nanoTime();
      reading = false;
    }
  }

  private void breakOff(String reason) {
    failure = reason;
    wire.abort();
  }

  private interface Step {
    void run() throws IOException;
  }

  /// A failed write ends nothing but the sending: an answer may be here already that says why.
  private boolean written(Step step) {
    try {
      step.run();
      return true;
    } catch (IOException e) {
      failure = unsent(e);
      return false;
    }
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    begun = true;
    wire.write(bytes, offset, length);
    lastProgress = System.nanoTime();
  }

  private static String unsent(IOException e) {
    return "the upstream did not take the whole request: " + e.getMessage();
  }

  private static byte[] head(Outbound outbound) {
    StringBuilder text = new StringBuilder(512);
    text.append(outbound.method()).append(' ').append(outbound.target()).append(" HTTP/1.1\r\n");
    if (!outbound.headers().contains("host")) {
      text.append("host: ").append(outbound.upstream().authority()).append("\r\n");
    }
    HeadBytes.append(text, outbound.headers().endToEnd());
    switch (outbound.body()) {
      case Body.None() -> {}
      case Body.Whole(Content content) ->
          text.append("content-length: ").append(content.size()).append("\r\n");
      case Body.Sized(_, long length) ->
          text.append("content-length: ").append(length).append("\r\n");
      case Body.Chunked(_) -> text.append("transfer-encoding: chunked\r\n");
    }
    return HeadBytes.of(text);
  }
}
