package dev.obstat.notices;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An HTTP server on loopback that keeps what is posted to it and answers as it is told.
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
  private volatile int otherwise = 200;
  private volatile Map<String, String> headers = Map.of();

  record Posted(Map<String, String> headers, String body) {}

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> received = new HashMap<>();
          exchange
              .getRequestHeaders()
              .forEach((name, all) -> received.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          int status = answers.isEmpty() ? otherwise : answers.removeFirst();
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
          posted.add(new Posted(received, body));
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /// These statuses first, one each, then 200.
  Receiver answering(Integer... statuses) {
    answers.addAll(List.of(statuses));
    return this;
  }

  void alwaysAnswering(int status) {
    otherwise = status;
  }

  void withHeaders(Map<String, String> given) {
    headers = given;
  }

  Posted next() throws InterruptedException {
    Posted next = posted.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was posted in 20 seconds");
    }
    return next;
  }

  int waiting() {
    return posted.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
