package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The body of one request as its handler reads it. The first read answers `Expect: 100-continue`,
/// so a handler that refuses before reading refuses before the upload. Failures are [BodyBroken].
///
/// A forwarder's thread may still be reading when the handler is done, so reads take turns.
final class BodyStream extends InputStream {
  private final ByteSource source;
  private final Framing framing;
  private final InputStream decoded;
  private final Waiting waiting;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Runnable goAhead;
  private volatile boolean touched;
  private volatile boolean ended;
  private volatile @Nullable Refusal broken;

  /// @param goAhead sends `100 Continue`; null when nobody waits for it
  BodyStream(ByteSource source, Framing framing, Duration patience, @Nullable Runnable goAhead) {
    this.source = source;
    this.framing = framing;
    this.waiting = Waiting.forBody(patience);
    this.goAhead = goAhead;
    this.decoded =
        switch (framing) {
          case Framing.None() -> InputStream.nullInputStream();
          case Framing.Length(long bytes) -> new FixedBody(source, bytes);
          case Framing.Chunked() -> new ChunkedBody(source, ChunkedBody.Extras.REFUSED);
        };
    this.ended =
        framing instanceof Framing.None || (framing instanceof Framing.Length(long n) && n == 0);
  }

  Framing framing() {
    return framing;
  }

  /// Whether the whole body was read, so that what follows is the next request.
  boolean ended() {
    return ended;
  }

  Optional<Refusal> broken() {
    return Optional.ofNullable(broken);
  }

  /// Whether the next request is what follows. A body that nobody asked for is left out when all of
  /// it is here anyway, so that a quick answer does not cost the connection.
  boolean settled() {
    if (!ended
        && !touched
        && goAhead == null
        && decoded instanceof FixedBody fixed
        && turn.tryLock()) {
      try {
        if (fixed.left() <= source.buffered()) {
          source.skip((int) fixed.left());
          ended = true;
        }
      } finally {
        turn.unlock();
      }
    }
    return ended;
  }

  /// Reads what still comes and forgets it, until it ends, breaks, or the time is over: closing on
  /// a client that still sends would take the answer away from it.
  void drain(Duration limit) {
    try {
      if (!turn.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      source.drain(limit);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    turn.lock();
    try {
      return readInTurn(target, offset, count);
    } finally {
      turn.unlock();
    }
  }

  private int readInTurn(byte[] target, int offset, int count) {
    Refusal before = broken;
    if (before != null) {
      throw new BodyBroken(before);
    }
    if (ended) {
      return -1;
    }
    touched = true;
    if (goAhead != null) {
      goAhead.run();
      goAhead = null;
    }
    try {
      source.waiting(waiting);
      int got = decoded.read(target, offset, count);
      ended = got < 0 || (decoded instanceof FixedBody fixed && fixed.left() == 0);
      return got;
    } catch (Malformed e) {
      throw broken(e.refusal());
    } catch (SocketTimeoutException e) {
      throw broken(new Refusal(408, "the request body arrived too slowly"));
    } catch (IOException e) {
      throw broken(new Refusal(400, "the request body broke off: " + e.getMessage()));
    }
  }

  private BodyBroken broken(Refusal refusal) {
    broken = refusal;
    return new BodyBroken(refusal);
  }
}
