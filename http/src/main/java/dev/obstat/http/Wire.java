package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// One connection: timed blocking reads, writes that a [Sweep] can end, and two ways to close.
///
/// One thread reads and one thread writes at a time; they may be different ones, and any thread may
/// break it.
final class Wire implements Inflow, AutoCloseable {
  private static final long NO_DEADLINE = 0;
  private static final int PIECE = 128 * 1024;

  private final SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long writePatienceNanos;
  private volatile long writeDeadline = NO_DEADLINE;
  private volatile boolean stalled;

  /// @param socket the channel's own, or one with TLS over it
  Wire(SocketChannel channel, Socket socket, Duration writePatience) throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.writePatienceNanos = writePatience.toNanos();
  }

  /// At least one byte, or -1 at the end.
  ///
  /// @throws java.net.SocketTimeoutException when nothing came in time
  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException {
    socket.setSoTimeout(Math.max(1, timeoutMillis));
    return in.read(target, offset, length);
  }

  /// In pieces, each of which the other side has to take in time.
  void write(byte[] source, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE) {
      writePiece(source, offset + done, Math.min(PIECE, length - done));
    }
  }

  private void writePiece(byte[] source, int offset, int length) throws IOException {
    long deadline = System.nanoTime() + writePatienceNanos;
    writeDeadline = deadline == NO_DEADLINE ? 1 : deadline;
    try {
      out.write(source, offset, length);
      out.flush();
    } catch (IOException e) {
      if (stalled) {
        throw new SocketException("the other side did not take what was sent to it in time");
      }
      throw e;
    } finally {
      writeDeadline = NO_DEADLINE;
    }
  }

  /// Breaks the connection when a write has waited too long.
  void breakIfStalled(long now) {
    long deadline = writeDeadline;
    if (deadline != NO_DEADLINE && now - deadline > 0) {
      stalled = true;
      abort();
    }
  }

  /// What is here now: a count, 0 for nothing yet, -1 for the end. Only while no other thread reads
  /// or writes. Below TLS, so there the bytes mean nothing; that some came does.
  @Override
  public int readNow(byte[] target, int offset, int length) throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.wrap(target, offset, length));
    } finally {
      channel.configureBlocking(true);
    }
  }

  InetSocketAddress peer() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  /// Tells the other side that no more comes, and still reads.
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// Breaks the connection so that the other side sees an error, not an end. Any thread may do it
  /// while others read or write.
  void abort() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // Closed already, or the peer is gone: closing is all that is left to do.
    }
    closeQuietly();
  }

  /// Closes the channel itself and never waits, whatever a TLS layer would like to say.
  @Override
  public void close() {
    closeQuietly();
  }

  private void closeQuietly() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing can be done about a connection that cannot be closed.
    }
  }
}
