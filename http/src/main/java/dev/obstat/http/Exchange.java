package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request and its answer. It belongs to the thread that handles it, except that one other
/// thread may read the body meanwhile.
///
/// The body is read or not, as the handler likes. A client that waits for `100 Continue` gets it
/// with the first read and never before, so a refusal can come before the upload. When the answer
/// goes out before the body was read, the connection ends with it.
public final class Exchange {
  private static final int PIECE = 64 * 1024;

  private final RequestHead request;
  private final BodyStream body;
  private final Answering answering;
  private final ByteSource source;
  private final Wire wire;
  private final Through through;
  private @Nullable EventStream events;

  Exchange(
      RequestHead request,
      BodyStream body,
      Answering answering,
      ByteSource source,
      Wire wire,
      Through through) {
    this.request = request;
    this.body = body;
    this.answering = answering;
    this.source = source;
    this.wire = wire;
    this.through = through;
  }

  /// The head as it was received.
  public RequestHead request() {
    return request;
  }

  /// How the request came.
  public Through through() {
    return through;
  }

  public InetSocketAddress client() {
    return wire.peer();
  }

  /// The whole body, unless it is larger than `maxBytes` or cannot be read. A body whose announced
  /// length is over the bound is refused before any of it is asked for.
  public Received body(int maxBytes) {
    Refusal tooLarge =
        new Refusal(413, "the request body is larger than %d bytes".formatted(maxBytes));
    int expected = 8 * 1024;
    if (body.framing() instanceof Framing.Length(long bytes)) {
      if (bytes > maxBytes) {
        return new Received.Refused(tooLarge);
      }
      expected = (int) Math.min(bytes, PIECE);
    }
    byte[] bytes = new byte[Math.min(expected, maxBytes)];
    int count = 0;
    try {
      while (true) {
        if (count == bytes.length) {
          int next = body.read();
          if (next < 0) {
            return new Received.Whole(Content.owning(bytes));
          }
          if (count == maxBytes) {
            return new Received.Refused(tooLarge);
          }
          bytes = Arrays.copyOf(bytes, Math.clamp(count * 2L, 64, maxBytes));
          bytes[count++] = (byte) next;
        } else {
          int got = body.read(bytes, count, bytes.length - count);
          if (got < 0) {
            return new Received.Whole(Content.owning(Arrays.copyOf(bytes, count)));
          }
          count += got;
        }
      }
    } catch (BodyBroken e) {
      return new Received.Refused(e.refusal());
    }
  }

  /// The body as it arrives, held in no more than a buffer: reading it is what makes the client
  /// send. Reads throw [BodyBroken], not `IOException`.
  public InputStream bodyStream() {
    return body;
  }

  /// The body framed as it was received, for a [Forwarder] to pass on in constant memory.
  public Body received() {
    return switch (body.framing()) {
      case Framing.None() -> new Body.None();
      case Framing.Length(long bytes) -> new Body.Sized(body, bytes);
      case Framing.Chunked() -> new Body.Chunked(body);
    };
  }

  /// Why the body could not be read to its end, once somebody found out.
  public Optional<Refusal> brokenBody() {
    return body.broken();
  }

  /// Answers. Framing and connection fields among the head's are replaced by what fits the body;
  /// the one exception is the `content-length` of an answer that has no body, as to HEAD. A stream
  /// that fails breaks the connection, and the failure is thrown.
  public void answer(ResponseHead head, Body content) {
    switch (content) {
      case Body.None() -> answering.whole(head, Content.empty());
      case Body.Whole(Content whole) -> answering.whole(head, whole);
      case Body.Sized(InputStream stream, long length) -> copy(stream, open(head, length), length);
      case Body.Chunked(InputStream stream) -> copy(stream, open(head, -1), Long.MAX_VALUE);
    }
  }

  /// Answers with a text for people.
  public void answer(int status, String text) {
    answer(
        new ResponseHead(
            status,
            Headers.of(
                "content-type", "text/plain; charset=utf-8", "x-content-type-options", "nosniff")),
        new Body.Whole(Content.text(text + "\n")));
  }

  public void refuse(Refusal refusal) {
    answer(refusal.status(), refusal.reason());
  }

  /// Begins an answer that the handler writes in pieces, each on the wire when it is flushed.
  public AnswerStream stream(ResponseHead head) {
    return open(head, -1);
  }

  /// Opens a stream of server-sent events. It ends when the handler returns.
  public EventStream events(Headers headers) {
    if (!body.ended()) {
      throw new IllegalStateException("read the request body before opening an event stream");
    }
    Headers all =
        headers.with("content-type", "text/event-stream").with("cache-control", "no-store");
    answering.closeAfter();
    EventStream opened = new EventStream(open(new ResponseHead(200, all), -1), source, wire);
    events = opened;
    return opened;
  }

  /// Whether an answer has begun.
  public boolean answered() {
    return answering.begun();
  }

  /// Whether the client has hung up, for a handler that waits before it answers. Only known once
  /// the body was read; until then false.
  public boolean clientGone() {
    return body.ended() && events == null && source.isOver();
  }

  /// Breaks the connection, so that whatever the client has got so far cannot look like an answer.
  public void abort() {
    answering.abort();
  }

  AnswerStream open(ResponseHead head, long length) {
    return answering.open(head, length);
  }

  /// What is left to do when the handler has returned.
  void end() {
    EventStream opened = events;
    if (opened != null && !opened.gone()) {
      opened.finish();
    }
  }

  boolean hasEvents() {
    return events != null;
  }

  private static void copy(InputStream from, AnswerStream to, long length) {
    try (to;
        from) {
      byte[] piece = new byte[PIECE];
      long left = length;
      while (left > 0) {
        int got = from.read(piece, 0, (int) Math.min(piece.length, left));
        if (got < 0) {
          break;
        }
        to.write(piece, 0, got);
        to.flush();
        left -= got;
      }
      to.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
