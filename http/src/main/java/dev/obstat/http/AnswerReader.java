package dev.obstat.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Reads the answers of an upstream as strictly as requests: one that can be read in two ways is no
/// answer.
final class AnswerReader {
  private static final int MOST_INTERIM = 16;

  /// @param body ends with the answer, or throws when the answer does not end well
  /// @param keep whether the upstream takes another request on the connection
  record Read(ResponseHead head, Framing framing, InputStream body, boolean keep) {}

  private AnswerReader() {}

  /// The final answer; interim ones (100, 103) are left out.
  static Read read(ByteSource source, Bounds bounds, boolean toHead) throws IOException {
    for (int i = 0; i < MOST_INTERIM; i++) {
      Read read = one(source, bounds, toHead);
      if (read.head().status() >= 200) {
        return read;
      }
      if (read.head().status() == 101) {
        throw new Malformed("the upstream switched protocols without being asked");
      }
    }
    throw new Malformed("more than %d interim answers".formatted(MOST_INTERIM));
  }

  private static Read one(ByteSource source, Bounds bounds, boolean toHead) throws IOException {
    if (!source.arrives()) {
      throw new EOFException("the upstream closed the connection without an answer");
    }
    String line = source.line(bounds.startLine(), new Malformed("the status line is too long"));
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new Malformed("`%s` is not a status line".formatted(Syntax.shown(line)));
    }
    int status = Integer.parseInt(line.substring(9, 12));
    Headers headers = Fields.read(source, bounds);
    Framing framing = framing(headers, status, toHead);
    InputStream body =
        switch (framing) {
          case Framing.None() -> InputStream.nullInputStream();
          case Framing.Length(long bytes) -> new FixedBody(source, bytes);
          case Framing.Chunked() -> new ChunkedBody(source, ChunkedBody.Extras.LEFT_OUT);
        };
    List<String> connection = headers.options("connection");
    boolean keep =
        line.startsWith("HTTP/1.1")
            ? !connection.contains("close")
            : connection.contains("keep-alive");
    return new Read(new ResponseHead(status, headers), framing, body, keep);
  }

  private static Framing framing(Headers headers, int status, boolean toHead) throws Malformed {
    List<String> lengths = headers.all("content-length");
    List<String> codings = headers.all("transfer-encoding");
    if (!lengths.isEmpty() && !codings.isEmpty()) {
      throw new Malformed("the answer has both content-length and transfer-encoding");
    }
    if (lengths.size() > 1 || codings.size() > 1) {
      throw new Malformed("the answer repeats its framing header");
    }
    if (!codings.isEmpty() && !codings.getFirst().equalsIgnoreCase("chunked")) {
      throw new Malformed(
          "the answer has transfer-encoding `%s`".formatted(Syntax.shown(codings.getFirst())));
    }
    long length = lengths.isEmpty() ? 0 : Syntax.length(lengths.getFirst());
    if (length < 0) {
      throw new Malformed(
          "the answer has content-length `%s`".formatted(Syntax.shown(lengths.getFirst())));
    }
    if (toHead || status < 200 || status == 204 || status == 304) {
      return new Framing.None();
    }
    if (!codings.isEmpty()) {
      return new Framing.Chunked();
    }
    if (lengths.isEmpty()) {
      throw new Malformed(
          "the answer (status %d) has neither content-length nor chunks: its end cannot be told from a broken connection"
              .formatted(status));
    }
    return new Framing.Length(length);
  }
}
