package dev.obstat.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The answering side of one exchange: writes head and body, owns the framing, and knows whether
/// the connection can be used again.
final class Answering {
  private enum State {
    OPEN,
    STREAMING,
    DONE,
    BROKEN
  }

  /// Says, when an answer begins, whether its connection may be used again.
  @FunctionalInterface
  interface Keeping {
    /// @param last whether nobody will read of the request body any more
    boolean may(boolean last);
  }

  private final Wire wire;
  private final RequestHead request;
  private final Keeping keeping;
  private final HttpDate date;
  private State state = State.OPEN;
  private boolean kept;
  private boolean last;
  private boolean challenges;

  Answering(Wire wire, RequestHead request, Keeping keeping, HttpDate date) {
    this.wire = wire;
    this.request = request;
    this.keeping = keeping;
    this.date = date;
  }

  synchronized boolean begun() {
    return state != State.OPEN;
  }

  /// Whether a whole answer is out and another request may follow it.
  synchronized boolean kept() {
    return state == State.DONE && kept;
  }

  synchronized boolean finished() {
    return state == State.DONE;
  }

  /// Makes the answer the last one on its connection.
  synchronized void closeAfter() {
    last = true;
  }

  /// Asks the client of a proxy who it is.
  synchronized void challenge() {
    challenges = true;
  }

  /// `100 Continue`, unless the answer has begun.
  synchronized void goAhead() {
    if (state == State.OPEN) {
      byte[] bytes = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
      write(bytes, 0, bytes.length);
    }
  }

  synchronized void whole(ResponseHead head, Content content) {
    boolean silent = isSilent(head.status());
    byte[] start =
        begin(head, silent ? announced(head, content) : "content-length: " + content.size(), true);
    if (silent) {
      write(start, 0, start.length);
    } else {
      byte[] body = content.shared();
      byte[] all = new byte[start.length + body.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      write(all, 0, all.length);
    }
    state = State.DONE;
  }

  /// @param length -1 when it is not known: then in chunks
  synchronized AnswerStream open(ResponseHead head, long length) {
    boolean silent = isSilent(head.status());
    String framing = "transfer-encoding: chunked";
    if (length >= 0) {
      framing = "content-length: " + length;
    }
    if (silent && (length < 0 || head.status() == 204)) {
      framing = "";
    }
    byte[] start = begin(head, framing, false);
    AnswerStream.Framed framed =
        silent
            ? AnswerStream.Framed.SILENT
            : length >= 0 ? AnswerStream.Framed.SIZED : AnswerStream.Framed.CHUNKED;
    return new AnswerStream(this, framed, Math.max(0, length), start);
  }

  synchronized void finish() {
    state = State.DONE;
  }

  /// The client must see that this answer is not one.
  synchronized void abort() {
    state = State.BROKEN;
    wire.abort();
  }

  void write(byte[] bytes, int offset, int length) {
    try {
      wire.write(bytes, offset, length);
    } catch (IOException e) {
      abort();
      throw new ClientGone("the client took no more of the answer: " + e.getMessage(), e);
    }
  }

  private byte[] begin(ResponseHead head, String framing, boolean whole) {
    if (state != State.OPEN) {
      throw new IllegalStateException("a request is answered once");
    }
    if (head.status() < 200) {
      throw new IllegalArgumentException("status %d is no answer".formatted(head.status()));
    }
    Headers headers = head.headers().endToEnd();
    kept = !last && keeping.may(whole);
    state = State.STREAMING;
    StringBuilder text = new StringBuilder(256);
    text.append("HTTP/1.1 ").append(head.status()).append(' ').append(Reasons.of(head.status()));
    text.append("\r\n");
    HeadBytes.append(text, headers);
    if (!headers.contains("date")) {
      text.append("date: ").append(date.now()).append("\r\n");
    }
    if (!framing.isEmpty()) {
      text.append(framing).append("\r\n");
    }
    if (challenges) {
      text.append("proxy-authenticate: Basic realm=\"obstat\"\r\n");
    }
    if (!kept) {
      text.append("connection: close\r\n");
    }
    return HeadBytes.of(text);
  }

  /// Whether an answer of this status to this request never has a body.
  private boolean isSilent(int status) {
    return request.method().equals("HEAD") || status == 204 || status == 304;
  }

  /// What a GET would have had, as far as the handler says.
  private static String announced(ResponseHead head, Content content) {
    if (head.status() == 204) {
      return "";
    }
    Optional<String> said = head.headers().first("content-length");
    if (said.isPresent() && Syntax.length(said.get()) >= 0) {
      return "content-length: " + said.get();
    }
    return content.size() == 0 && head.status() == 304 ? "" : "content-length: " + content.size();
  }
}
