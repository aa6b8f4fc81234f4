package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// One request and its answer on one connection to an upstream, until the connection is given back
/// or broken.
final class Call implements AutoCloseable {
  private final Link link;
  private final Outbound outbound;
  private final ForwardSettings settings;
  private final Pool pool;
  private final Sending sending;
  private final long deadline;
  private AnswerReader.@Nullable Read answer;
  private boolean whole;

  Call(Link link, Outbound outbound, ForwardSettings settings, Pool pool) {
    this.link = link;
    this.outbound = outbound;
    this.settings = settings;
    this.pool = pool;
    this.sending = new Sending(link.wire(), outbound);
    this.deadline = System.nanoTime() + settings.total().toNanos();
  }

  /// Sends and waits for the head of the answer, which may come before all is sent.
  AnswerReader.Read answer() throws IOException {
    link.source().waiting(new Patient());
    sending.start(outbound.body());
    AnswerReader.Read read =
        AnswerReader.read(link.source(), settings.bounds(), outbound.method().equals("HEAD"));
    answer = read;
    return read;
  }

  /// More of the answer's body, or -1 when it is whole.
  int read(InputStream body, byte[] piece) throws IOException {
    int got = body.read(piece);
    if (got < 0) {
      whole = true;
    }
    return got;
  }

  /// Whether no more of the answer is here now, so that what is should be passed on.
  boolean isBehind() {
    return link.source().buffered() == 0;
  }

  /// Whether what was read last was the end of a body of known length.
  boolean isLast(InputStream body) {
    return body instanceof FixedBody fixed && fixed.left() == 0;
  }

  boolean hasSent() {
    return sending.begun();
  }

  /// Why there is no whole answer: what went wrong with sending, if anything did, else `e`.
  String reason(IOException e) {
    return sending
        .failure()
        .orElseGet(
            () ->
                switch (e) {
                  case SocketTimeoutException _ -> "the upstream did not answer in time";
                  case ClosedChannelException _ -> "the connection was closed on this side";
                  default -> String.valueOf(e.getMessage());
                });
  }

  /// As long as something moves in either direction, or the client is what is waited for, and never
  /// beyond the total.
  private final class Patient implements Waiting {
    private long heard = System.nanoTime();

    @Override
    public long left() {
      long now = System.nanoTime();
      long since = Math.max(sending.waitingSince() - now, heard - now);
      return Math.min(since + settings.idle().toNanos(), deadline - now);
    }

    @Override
    public void waited(long nanos, int bytes) {
      if (bytes > 0) {
        heard = System.nanoTime();
      }
    }
  }

  /// Gives the connection back when nothing is left on it, else breaks it.
  @Override
  public void close() {
    sending.stop();
    AnswerReader.Read read = answer;
    if (whole
        && read != null
        && read.keep()
        && sending.isEnded()
        && link.source().buffered() == 0) {
      pool.give(link);
    } else {
      link.wire().abort();
    }
  }
}
