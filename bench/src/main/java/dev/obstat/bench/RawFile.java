package dev.obstat.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The same group commit with nothing but a file: what the disk allows.
final class RawFile implements AutoCloseable {
  private final FileChannel channel;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(4_096);
  private final Thread thread;
  private volatile boolean closing;

  RawFile(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    thread = Thread.ofPlatform().daemon().start(this::loop);
  }

  /// Bytes on their way to the disk.
  private record Waiting(ByteBuffer bytes, CountDownLatch done) {}

  void append(byte[] bytes) throws InterruptedException {
    Waiting waiting = new Waiting(ByteBuffer.wrap(bytes), new CountDownLatch(1));
    queue.put(waiting);
    waiting.done().await();
  }

  private void loop() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (!closing) {
        @Nullable Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, 511);
        int size = batch.stream().mapToInt(waiting -> waiting.bytes().remaining()).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        batch.forEach(waiting -> buffer.put(waiting.bytes()));
        buffer.flip();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(false);
        batch.forEach(waiting -> waiting.done().countDown());
        batch.clear();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the raw file failed", e);
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the raw file ends", e);
    }
    channel.close();
  }
}
