package dev.obstat.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/// Sends requests to upstreams and their answers back, blocking, with a few buffers of memory for
/// bodies of any size. It never repeats a request and follows no redirects: what it says about the
/// outcome ([Forwarded]) is all that is known.
public final class Forwarder implements AutoCloseable {
  private static final int PIECE = 64 * 1024;
  private static final Duration TICK = Duration.ofMillis(250);

  /// How much of an answer is still read when its client has gone, to learn whether it was whole.
  private static final int READ_FOR_NOBODY = 256 * 1024;

  private final ForwardSettings settings;
  private final Connector connector;
  private final Pool pool;
  private final Set<Wire> busy = ConcurrentHashMap.newKeySet();
  private final Sweep sweep;

  /// @param tls whom to trust, and with which certificate of our own
  public Forwarder(ForwardSettings settings, SSLContext tls) {
    this.settings = settings;
    this.connector = new Connector(tls, settings.connect(), settings.idle());
    this.pool = new Pool(settings.kept(), settings.keep());
    this.sweep = new Sweep("forward-connections", TICK, this::tick);
  }

  /// Forwards a request and passes the answer on as `relaying` says. With [Exchange#received()] as
  /// the body, the client's upload goes through as it comes.
  public Forwarded forward(Outbound outbound, Exchange exchange, Relaying relaying) {
    Link link;
    try {
      link = link(outbound.upstream());
    } catch (IOException e) {
      return new Forwarded.NotSent(String.valueOf(e.getMessage()));
    }
    busy.add(link.wire());
    try (Call call = new Call(link, outbound, settings, pool)) {
      return relay(call, exchange, relaying);
    } finally {
      busy.remove(link.wire());
    }
  }

  /// Sends a request of our own and takes the answer into memory, unless its body is larger than
  /// `maxBytes`.
  public Fetched fetch(Outbound outbound, int maxBytes) {
    Link link;
    try {
      link = link(outbound.upstream());
    } catch (IOException e) {
      return new Fetched.NotSent(String.valueOf(e.getMessage()));
    }
    busy.add(link.wire());
    Call call = new Call(link, outbound, settings, pool);
    try {
      AnswerReader.Read answer = call.answer();
      return whole(call, answer.body(), maxBytes)
          .<Fetched>map(body -> new Fetched.Answered(answer.head(), body))
          .orElseGet(() -> new Fetched.Unknown(tooLarge(answer.head(), maxBytes)));
    } catch (IOException e) {
      return call.hasSent()
          ? new Fetched.Unknown(call.reason(e))
          : new Fetched.NotSent(call.reason(e));
    } finally {
      call.close();
      busy.remove(link.wire());
    }
  }

  /// Closes what is idle. Running requests end by themselves, or with the exchange they serve.
  @Override
  public void close() {
    sweep.close();
    pool.close();
  }

  private Link link(Upstream upstream) throws IOException {
    Optional<Link> kept = pool.take(upstream);
    if (kept.isPresent()) {
      return kept.get();
    }
    Wire wire = connector.connect(upstream);
    return new Link(upstream, wire, new ByteSource(wire, Waiting.until(settings.idle())), 0);
  }

  private Forwarded relay(Call call, Exchange exchange, Relaying relaying) {
    AnswerReader.Read answer;
    try {
      answer = call.answer();
    } catch (IOException e) {
      return call.hasSent()
          ? new Forwarded.Unknown(call.reason(e))
          : new Forwarded.NotSent(call.reason(e));
    }
    return switch (relaying.relay(answer.head())) {
      case Relay.Streamed streamed -> stream(call, answer, streamed, exchange);
      case Relay.Replaced(int maxBytes, Relay.Rewriting rewriting) ->
          replace(call, answer, maxBytes, rewriting, exchange);
    };
  }

  private Forwarded stream(
      Call call, AnswerReader.Read answer, Relay.Streamed streamed, Exchange exchange) {
    ResponseHead head = streamed.head();
    long relayed = 0;
    byte[] piece = new byte[piece(answer.framing())];
    try (AnswerStream out = exchange.open(head, length(answer.framing(), head))) {
      if (call.isBehind() && !(answer.framing() instanceof Framing.None)) {
        out.flush();
      }
      for (int got = call.read(answer.body(), piece);
          got >= 0;
          got = call.read(answer.body(), piece)) {
        streamed.watching().see(piece, got);
        out.write(piece, 0, got);
        if (call.isBehind() && !call.isLast(answer.body())) {
          out.flush();
        }
        relayed += got;
      }
      out.finish();
      return new Forwarded.Answered(answer.head(), relayed, true);
    } catch (ClientGone e) {
      return forNobody(call, answer, streamed.watching(), relayed, e);
    } catch (IOException e) {
      return new Forwarded.Unknown(broken(answer.head(), relayed, call.reason(e)));
    }
  }

  private static Forwarded replace(
      Call call,
      AnswerReader.Read answer,
      int maxBytes,
      Relay.Rewriting rewriting,
      Exchange exchange) {
    Optional<Content> body;
    try {
      body = whole(call, answer.body(), maxBytes);
    } catch (IOException e) {
      return new Forwarded.Unknown(broken(answer.head(), 0, call.reason(e)));
    }
    if (body.isEmpty()) {
      return new Forwarded.Unknown(tooLarge(answer.head(), maxBytes));
    }
    Answer made = rewriting.rewrite(body.get());
    try {
      exchange.answer(made.head(), new Body.Whole(made.body()));
      return new Forwarded.Answered(answer.head(), made.body().size(), true);
    } catch (ClientGone e) {
      return new Forwarded.Answered(answer.head(), 0, false);
    }
  }

  /// The outcome is worth knowing even when nobody waits for it any more.
  private static Forwarded forNobody(
      Call call, AnswerReader.Read answer, Relay.Watching watching, long relayed, ClientGone gone) {
    try {
      Optional<Content> rest = whole(call, answer.body(), READ_FOR_NOBODY);
      if (rest.isPresent()) {
        watching.see(rest.get().bytes(), rest.get().size());
        return new Forwarded.Answered(answer.head(), relayed, false);
      }
    } catch (IOException e) {
      return new Forwarded.Unknown(broken(answer.head(), relayed, call.reason(e)));
    }
    return new Forwarded.Unknown(broken(answer.head(), relayed, String.valueOf(gone.getMessage())));
  }

  /// The rest of the answer's body, or nothing when it is larger.
  private static Optional<Content> whole(Call call, InputStream body, int maxBytes)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[8 * 1024];
    for (int got = call.read(body, piece); got >= 0; got = call.read(body, piece)) {
      if (bytes.size() + got > maxBytes) {
        return Optional.empty();
      }
      bytes.write(piece, 0, got);
    }
    return Optional.of(Content.owning(bytes.toByteArray()));
  }

  private void tick() {
    pool.closeOld();
    long now = System.nanoTime();
    for (Wire wire : busy) {
      wire.breakIfStalled(now);
    }
  }

  private static int piece(Framing framing) {
    return switch (framing) {
      case Framing.None() -> 1;
      case Framing.Length(long bytes) -> Math.clamp(bytes, 1, PIECE);
      case Framing.Chunked() -> PIECE;
    };
  }

  /// What the client's answer announces; without a body whatever the upstream announced.
  private static long length(Framing framing, ResponseHead head) {
    return switch (framing) {
      case Framing.None() -> head.headers().first("content-length").map(Syntax::length).orElse(-1L);
      case Framing.Length(long bytes) -> bytes;
      case Framing.Chunked() -> -1;
    };
  }

  private static String broken(ResponseHead head, long relayed, String reason) {
    return "the answer (status %d) broke off after %d bytes: %s"
        .formatted(head.status(), relayed, reason);
  }

  private static String tooLarge(ResponseHead head, int maxBytes) {
    return "the answer (status %d) is larger than %d bytes".formatted(head.status(), maxBytes);
  }
}
