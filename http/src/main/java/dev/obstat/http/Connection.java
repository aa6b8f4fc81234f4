package dev.obstat.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Serves the requests of one connection one after the other, on the connection's virtual thread. A
/// request that was sent before the one ahead of it was answered waits in the socket.
final class Connection {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  /// The first byte of a TLS connection: a record with a handshake message.
  private static final int TLS_HELLO = 0x16;

  private enum State {
    /// Between requests.
    IDLE,
    BUSY,
    /// Asked to end: no further request is begun.
    ENDING
  }

  private final ServerSettings settings;
  private final Doors doors;
  private final Semaphore requests;
  private final HttpDate date;
  private final Handler handler;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private volatile Wire wire;
  private volatile Through through = new Through.Plain();
  private ByteSource source;
  private boolean first = true;
  private volatile boolean serving;
  private volatile @Nullable Pipe pipe;

  /// When the TLS handshake that runs has to be done, in nanoseconds; 0 while none runs.
  private volatile long handshakeEnd;

  private volatile @Nullable Thread thread;

  Connection(
      Wire wire,
      ServerSettings settings,
      Doors doors,
      Semaphore requests,
      HttpDate date,
      Handler handler) {
    this.wire = wire;
    this.doors = doors;
    this.source = new ByteSource(wire, Waiting.until(settings.patience().idle()));
    this.settings = settings;
    this.requests = requests;
    this.date = date;
    this.handler = handler;
  }

  void run() {
    thread = Thread.currentThread();
    try {
      while (serveNext()) {
        // Each turn is one request.
      }
    } catch (IOException | ClientGone e) {
      LOG.log(Level.DEBUG, "connection ended", e);
    } finally {
      wire.close();
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
    long end = handshakeEnd;
    if (end != 0 && now - end > 0) {
      wire.abort();
    }
    Pipe carrying = pipe;
    if (carrying != null) {
      carrying.breakIfStalled(now);
    }
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
    return more() && state.compareAndSet(State.BUSY, State.IDLE);
  }

  /// True when another request may follow.
  private boolean more() throws IOException {
    boolean beginning = first;
    first = false;
    if (beginning
        && source.first() == TLS_HELLO
        && doors instanceof Doors.Proxy(SSLContext tls, Doors.Own own, _)
        && own == Doors.Own.TLS) {
      return secure(
          new Through.Tls(),
          (plain, consumed) -> ServerTls.own(tls, plain, consumed, settings.patience().head()));
    }
    source.waiting(Waiting.until(settings.patience().head()));
    boolean proxies = doors instanceof Doors.Proxy && through instanceof Through.Plain;
    return switch (RequestReader.read(source, settings.bounds(), proxies)) {
      case RequestReader.Read.Head head -> {
        Optional<Refusal> misled = misled(head.request());
        if (misled.isPresent()) {
          refuseHead(misled.get());
          yield false;
        }
        yield serve(head);
      }
      case RequestReader.Read.Connect(Authority authority, Headers headers) ->
          connect(authority, headers);
      case RequestReader.Read.Refused(Refusal refusal) -> {
        refuseHead(refusal);
        yield false;
      }
      case RequestReader.Read.Gone() -> false;
    };
  }

  /// Why a request cannot be served on the way it came.
  private Optional<Refusal> misled(RequestHead request) {
    return switch (through) {
      case Through.Plain() ->
          doors instanceof Doors.Proxy proxy && proxy.own() == Doors.Own.TLS
              ? Optional.of(new Refusal(400, "this address takes https only: begin it `https://`"))
              : Optional.empty();
      case Through.Tls() -> Optional.empty();
      case Through.Tunnel(String host) -> {
        String named = request.headers().first("host").orElse("");
        yield Authority.isSame(named, host)
            ? Optional.empty()
            : Optional.of(
                new Refusal(
                    421,
                    "this tunnel leads to `%s`, and the request is for `%s`: they must be the same"
                        .formatted(host, Syntax.shown(named))));
      }
    };
  }

  private boolean connect(Authority authority, Headers headers) throws IOException {
    if (!(doors instanceof Doors.Proxy(SSLContext tls, _, Gatekeeper gatekeeper))) {
      throw new IllegalStateException("only a proxy reads CONNECT");
    }
    ConnectRequest asked =
        new ConnectRequest(authority.host(), authority.port(), headers, wire.peer());
    Gatekeeper.Answer answer;
    try {
      answer = gatekeeper.connect(asked);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the gatekeeper failed on CONNECT " + authority, e);
      answer =
          new Gatekeeper.Answer.Refused(
              new Refusal(500, "the request failed here: it is in the server's log"));
    }
    return switch (answer) {
      case Gatekeeper.Answer.Refused(Refusal refusal) -> {
        refuseHead(refusal);
        yield false;
      }
      case Gatekeeper.Answer.Challenged(String why) -> {
        refuseHead(new Refusal(407, why));
        yield false;
      }
      case Gatekeeper.Answer.Answered() -> {
        established();
        yield secure(
            new Through.Tunnel(authority.host()),
            (plain, consumed) ->
                ServerTls.as(authority.host(), tls, plain, consumed, settings.patience().head()));
      }
      case Gatekeeper.Answer.Passed passed -> {
        carry(authority, passed);
        yield false;
      }
    };
  }

  private void established() throws IOException {
    byte[] bytes =
        "HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    wire.write(bytes, 0, bytes.length);
  }

  /// TLS over the connection from here on; a handshake that takes too long is broken off.
  private boolean secure(Through next, Wire.Securing securing) throws IOException {
    long end = System.nanoTime() + settings.patience().head().toNanos();
    handshakeEnd = end == 0 ? 1 : end;
    try {
      wire = wire.secured(securing, source, settings.patience().write());
    } catch (IOException e) {
      wire.close();
      throw e;
    } finally {
      handshakeEnd = 0;
    }
    source = new ByteSource(wire, Waiting.until(settings.patience().idle()));
    through = next;
    serving = false;
    return true;
  }

  private void carry(Authority authority, Gatekeeper.Answer.Passed passed) throws IOException {
    Pipe opened;
    try {
      opened = Pipe.open(wire, source, passed, settings.patience().write());
    } catch (IOException e) {
      passed.ended().ended(0, 0);
      refuseHead(new Refusal(502, "`%s` could not be reached".formatted(authority)));
      return;
    }
    pipe = opened;
    try {
      established();
      // Nothing to wait for when the server stops: what is inside is not ours.
      serving = false;
      opened.run();
    } finally {
      opened.abort();
      pipe = null;
      passed.ended().ended(opened.sent(), opened.received());
    }
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
    return new Turn(new Exchange(request, body, answering, source, wire, through), body, answering);
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
    if (refusal.status() == 407) {
      turn.answering.challenge();
    }
    turn.exchange.refuse(refusal);
    serving = false;
    wire.endOutput();
    source.drain(settings.patience().linger());
  }
}
