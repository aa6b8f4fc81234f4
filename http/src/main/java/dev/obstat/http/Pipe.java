package dev.obstat.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Carries bytes in both directions between a client and another host, unread, until both have
/// ended, nothing moved for a long time, or it may not go on.
final class Pipe {
  static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CHECK = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int PIECE = 32 * 1024;

  private final Wire client;
  private final ByteSource fromClient;
  private final Wire host;
  private final ByteSource fromHost;
  private final BooleanSupplier open;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private volatile long moved = System.nanoTime();
  private volatile long asked = System.nanoTime();

  private Pipe(Wire client, ByteSource fromClient, Wire host, BooleanSupplier open) {
    this.client = client;
    this.fromClient = fromClient;
    this.host = host;
    this.fromHost = new ByteSource(host, Waiting.until(CHECK));
    this.open = open;
  }

  /// @throws IOException when the host cannot be reached
  static Pipe open(
      Wire client, ByteSource fromClient, Gatekeeper.Answer.Passed passed, Duration writePatience)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(passed.to(), (int) CONNECT.toMillis());
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Wire host = new Wire(channel, channel.socket(), writePatience);
      return new Pipe(client, fromClient, host, passed.open());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Returns when it is over.
  void run() {
    Thread back =
        Thread.ofVirtual().name("http-pipe").start(() -> carry(fromHost, client, received));
    carry(fromClient, host, sent);
    try {
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      host.close();
    }
  }

  void breakIfStalled(long now) {
    host.breakIfStalled(now);
  }

  void abort() {
    host.abort();
    client.abort();
  }

  /// Bytes from the client; counted before they are passed on, so never too few.
  long sent() {
    return sent.get();
  }

  /// Bytes from the host, counted likewise.
  long received() {
    return received.get();
  }

  private void carry(ByteSource from, Wire to, AtomicLong count) {
    byte[] piece = new byte[PIECE];
    try {
      while (mayGoOn()) {
        from.waiting(Waiting.until(CHECK));
        int got;
        try {
          got = from.read(piece, 0, piece.length);
        } catch (SocketTimeoutException e) {
          continue;
        }
        if (got < 0) {
          to.endOutput();
          return;
        }
        moved = System.nanoTime();
        count.addAndGet(got);
        to.write(piece, 0, got);
      }
    } catch (IOException e) {
      // One side is gone, so the other has nobody to talk to.
    }
    abort();
  }

  private boolean mayGoOn() {
    long now = System.nanoTime();
    if (now - moved > IDLE.toNanos()) {
      return false;
    }
    if (now - asked < CHECK.toNanos()) {
      return true;
    }
    asked = now;
    return open.getAsBoolean();
  }
}
