package dev.obstat.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The body of an answer as it is written. Writes block while the client does not take what was
/// written, and throw [ClientGone] when it never does.
///
/// Only [#finish()] makes the answer whole. Closing it before, as a try block does when its body
/// throws, breaks the connection: half an answer must not look like one.
public final class AnswerStream extends OutputStream {
  /// How the body ends on the wire.
  enum Framed {
    SIZED,
    CHUNKED,
    SILENT
  }

  private final Answering answering;
  private final Framed framed;
  private final BodyWriter writer;
  private long left;
  private boolean finished;

  AnswerStream(Answering answering, Framed framed, long length, byte[] head) {
    this.answering = answering;
    this.framed = framed;
    this.left = length;
    this.writer = new BodyWriter(answering::write, framed == Framed.CHUNKED, head);
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (finished) {
      throw new IllegalStateException("the answer is finished");
    }
    if (framed == Framed.SILENT) {
      return;
    }
    if (framed == Framed.SIZED) {
      if (length > left) {
        answering.abort();
        throw new IllegalStateException("the answer is longer than its content-length says");
      }
      left -= length;
    }
    run(() -> writer.write(bytes, offset, length));
  }

  /// Sends what was written so far.
  @Override
  public void flush() {
    if (!finished) {
      run(writer::flush);
    }
  }

  /// Ends the answer as a whole one.
  public void finish() {
    if (finished) {
      return;
    }
    if (framed == Framed.SIZED && left > 0) {
      answering.abort();
      throw new IllegalStateException(
          "the answer ended %d bytes before its content-length".formatted(left));
    }
    run(writer::end);
    finished = true;
    answering.finish();
  }

  /// Breaks the connection unless the answer is finished.
  @Override
  public void close() {
    if (!finished) {
      finished = true;
      answering.abort();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
