package dev.obstat.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// A strict HTTP/1.1 server: one virtual thread for each connection, which serves its requests one
/// after the other; bounds on everything; and a refusal with a reason for whatever could be
/// understood in two ways.
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(HttpServer.class.getName());
  private static final int BACKLOG = 1024;
  private static final Duration TICK = Duration.ofMillis(250);
  private static final byte[] FULL =
      String.join(
              "\r\n",
              "HTTP/1.1 503 Service Unavailable",
              "retry-after: 1",
              "content-type: text/plain",
              "content-length: 37",
              "connection: close",
              "",
              "too many connections: try again later")
          .getBytes(StandardCharsets.ISO_8859_1);

  /// What came of starting one.
  public sealed interface Start {
    record Started(HttpServer server) implements Start {}

    /// The address cannot be bound: the port is taken, the host is not of this machine, …
    record Refused(String reason) implements Start {}
  }

  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final ServerSettings settings;
  private final HttpDate date;
  private final Doors doors;
  private final Handler handler;
  private final Semaphore requests;
  private final Semaphore connections;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Sweep sweep;

  private HttpServer(
      ServerSocketChannel listener,
      ServerSettings settings,
      Clock clock,
      Doors doors,
      Handler handler)
      throws IOException {
    this.listener = listener;
    this.address = (InetSocketAddress) listener.getLocalAddress();
    this.settings = settings;
    this.date = new HttpDate(clock);
    this.doors = doors;
    this.handler = handler;
    this.requests = new Semaphore(settings.load().requests());
    this.connections = new Semaphore(settings.load().connections());
    this.sweep = new Sweep("http-stalled-writes", TICK, this::breakStalled);
  }

  /// Binds and begins to accept. The threads are daemons: whoever starts a server keeps the process
  /// alive.
  public static Start start(ServerSettings settings, Clock clock, Handler handler) {
    return start(settings, clock, new Doors.PlainOnly(), handler);
  }

  /// As [#start(ServerSettings, Clock, Handler)], for more than plain requests.
  public static Start start(ServerSettings settings, Clock clock, Doors doors, Handler handler) {
    InetSocketAddress wanted = new InetSocketAddress(settings.host(), settings.port());
    String shown = settings.host() + ":" + settings.port();
    if (wanted.isUnresolved()) {
      return new Start.Refused("cannot listen on `%s`: no such host".formatted(shown));
    }
    try {
      ServerSocketChannel listener = ServerSocketChannel.open();
      try {
        listener.bind(wanted, BACKLOG);
        HttpServer server = new HttpServer(listener, settings, clock, doors, handler);
        Thread.ofVirtual().name("http-accept-" + server.port()).start(server::accept);
        return new Start.Started(server);
      } catch (IOException e) {
        listener.close();
        throw e;
      }
    } catch (java.net.BindException e) {
      return new Start.Refused(
          "cannot listen on `%s`: %s; choose another port or end what listens there"
              .formatted(shown, lower(e)));
    } catch (IOException e) {
      return new Start.Refused("cannot listen on `%s`: %s".formatted(shown, lower(e)));
    }
  }

  public InetSocketAddress address() {
    return address;
  }

  public int port() {
    return address.getPort();
  }

  /// Stops accepting, ends idle connections, and waits for running requests; those that still run
  /// after `limit` are broken off. True when none had to be.
  public boolean stop(Duration limit) {
    if (stopping.compareAndSet(false, true)) {
      try {
        listener.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the listener did not close", e);
      }
    }
    open.forEach(Connection::endSoon);
    long deadline = System.nanoTime() + limit.toNanos();
    boolean finished = awaitIdle(deadline);
    open.forEach(Connection::breakOff);
    sweep.close();
    return finished;
  }

  /// Stops without waiting for anything.
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private boolean awaitIdle(long deadline) {
    try {
      while (open.stream().anyMatch(Connection::isServing)) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        Thread.sleep(5);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void accept() {
    while (!stopping.get()) {
      try {
        begin(listener.accept());
      } catch (IOException e) {
        if (stopping.get() || !listener.isOpen()) {
          return;
        }
        LOG.log(Level.WARNING, "a connection could not be accepted", e);
        pause();
      }
    }
  }

  private void begin(SocketChannel channel) throws IOException {
    if (!connections.tryAcquire()) {
      turnAway(channel);
      return;
    }
    Connection connection;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Wire wire = new Wire(channel, channel.socket(), settings.patience().write());
      connection = new Connection(wire, settings, doors, requests, date, handler);
    } catch (IOException e) {
      connections.release();
      channel.close();
      throw e;
    }
    open.add(connection);
    if (stopping.get()) {
      connection.endSoon();
    }
    Thread.ofVirtual()
        .name("http-" + address.getPort())
        .start(
            () -> {
              try {
                connection.run();
              } finally {
                open.remove(connection);
                connections.release();
              }
            });
  }

  /// Never waits: the answer fits an empty send buffer, and a client that cannot take it is closed.
  private static void turnAway(SocketChannel channel) throws IOException {
    try (channel) {
      channel.configureBlocking(false);
      channel.write(ByteBuffer.wrap(FULL));
      channel.shutdownOutput();
    }
  }

  private void breakStalled() {
    long now = System.nanoTime();
    for (Connection connection : open) {
      connection.breakIfStalled(now);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String lower(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.isEmpty()
        ? "refused"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
