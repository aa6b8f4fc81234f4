package dev.obstat.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Serves the requests of one connection one after the other, on the connection's virtual thread. A
/// request that was sent before the one ahead of it was answered waits in the socket.
final class Connection {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private enum State {
    /// Between requests.
    IDLE,
    BUSY,
    /// Asked to end: no further request is begun.
    ENDING
  }

  private final Wire wire;
  private final ByteSource source;
  private final ServerSettings settings;
  private final Semaphore requests;
  private final HttpDate date;
  private final Handler handler;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private volatile boolean serving;
  private volatile @Nullable Thread thread;

  Connection(
      Wire wire, ServerSettings settings, Semaphore requests, HttpDate date, Handler handler) {
    this.wire = wire;
    this.source = new ByteSource(wire, Waiting.until(settings.patience().idle()));
    this.settings = settings;
    this.requests = requests;
    this.date = date;
    this.handler = handler;
  }

  void run() {
    thread = Thread.currentThread();
    try (wire) {
      while (serveNext()) {
        // Each turn is one request.
      }
    } catch (IOException | ClientGone e) {
      LOG.log(Level.DEBUG, "connection ended", e);
    }
  }

  /// Ends the connection now when it is idle, else after the request that runs.
  void endSoon() {
    if (state.compareAndSet(State.IDLE, State.ENDING)) {
      wire.close();
      return;
    }
    state.compareAndSet(State.BUSY, State.ENDING);
  }

  /// Whether a request is between its first byte and the end of its answer.
  boolean isServing() {
    return serving;
  }

  void breakOff() {
    wire.abort();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  void breakIfStalled(long now) {
    wire.breakIfStalled(now);
  }

  private boolean serveNext() throws IOException {
    source.waiting(Waiting.until(settings.patience().idle()));
    if (!source.arrives()) {
      return false;
    }
    serving = true;
    if (!state.compareAndSet(State.IDLE, State.BUSY)) {
      return false;
    }
    source.waiting(Waiting.until(settings.patience().head()));
    return switch (RequestReader.read(source, settings.bounds())) {
      case RequestReader.Read.Head head ->
          serve(head) && state.compareAndSet(State.BUSY, State.IDLE);
      case RequestReader.Read.Refused(Refusal refusal) -> {
        refuseHead(refusal);
        yield false;
      }
      case RequestReader.Read.Gone() -> false;
    };
  }

  /// True when another request may follow.
  private boolean serve(RequestReader.Read.Head head) throws IOException {
    Turn turn = turn(head.request(), head.framing(), head.keep(), head.expects());
    if (requests.tryAcquire()) {
      try {
        handle(turn);
      } finally {
        requests.release();
      }
    } else {
      turn.exchange.answer(
          new ResponseHead(503, Headers.of("retry-after", "1", "content-type", "text/plain")),
          new Body.Whole(
              Content.text(
                  "%d requests are being served already: try again in a second\n"
                      .formatted(settings.load().requests()))));
    }
    serving = false;
    if (turn.answering.kept()) {
      return true;
    }
    if (turn.answering.finished() && !turn.exchange.hasEvents()) {
      wire.endOutput();
      turn.body.drain(settings.patience().linger());
    }
    return false;
  }

  private record Turn(Exchange exchange, BodyStream body, Answering answering) {}

  private Turn turn(RequestHead request, Framing framing, boolean keep, boolean expects) {
    // The body has to know how to answer `Expect`, the answer has to know whether the body was
    // read.
    BodyStream[] made = new BodyStream[1];
    Answering answering =
        new Answering(
            wire,
            request,
            last -> keep && isStaying() && (last ? made[0].settled() : made[0].ended()),
            date);
    BodyStream body =
        new BodyStream(
            source, framing, settings.patience().body(), expects ? answering::goAhead : null);
    made[0] = body;
    return new Turn(new Exchange(request, body, answering, source, wire), body, answering);
  }

  private boolean isStaying() {
    return state.get() != State.ENDING;
  }

  private void handle(Turn turn) {
    try {
      handler.handle(turn.exchange);
      turn.exchange.end();
      if (!turn.answering.begun()) {
        LOG.log(
            Level.ERROR,
            "the handler returned without answering {0} {1}",
            turn.exchange.request().method(),
            turn.exchange.request().path());
        turn.exchange.answer(500, "the request was not answered");
      }
    } catch (ClientGone e) {
      LOG.log(Level.DEBUG, "client gone", e);
    } catch (BodyBroken e) {
      orAbort(turn, e.refusal());
    } catch (RuntimeException | Error e) {
      LOG.log(
          Level.ERROR,
          "the handler failed on %s %s"
              .formatted(turn.exchange.request().method(), turn.exchange.request().path()),
          e);
      orAbort(turn, new Refusal(500, "the request failed here: it is in the server's log"));
    }
    if (!turn.answering.finished()) {
      turn.exchange.abort();
    }
  }

  private static void orAbort(Turn turn, Refusal refusal) {
    if (turn.answering.finished()) {
      return;
    }
    if (turn.answering.begun()) {
      turn.exchange.abort();
      return;
    }
    try {
      turn.exchange.refuse(refusal);
    } catch (ClientGone e) {
      LOG.log(Level.DEBUG, "client gone", e);
    }
  }

  /// A head that cannot be trusted ends the connection: nobody knows where the next one begins.
  private void refuseHead(Refusal refusal) throws IOException {
    RequestHead unread = new RequestHead("GET", "/", Headers.empty());
    Turn turn = turn(unread, new Framing.None(), false, false);
    turn.exchange.refuse(refusal);
    serving = false;
    wire.endOutput();
    source.drain(settings.patience().linger());
  }
}
