package dev.obstat.bench;

import dev.obstat.http.Exchange;
import dev.obstat.http.Forwarded;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Handler;
import dev.obstat.http.Outbound;
import dev.obstat.http.Relaying;
import dev.obstat.http.RequestHead;
import dev.obstat.http.Upstream;

/// Obstat's server and forwarder with nothing between them: the part of the overhead that is HTTP.
final class PassThrough implements Handler {
  private final Forwarder forwarder;
  private final Upstream upstream;

  PassThrough(Forwarder forwarder, Upstream upstream) {
    this.forwarder = forwarder;
    this.upstream = upstream;
  }

  @Override
  public void handle(Exchange exchange) {
    RequestHead request = exchange.request();
    Forwarded outcome =
        forwarder.forward(
            new Outbound(
                upstream,
                request.method(),
                request.target(),
                request.headers(),
                exchange.received()),
            exchange,
            Relaying.unchanged());
    if (!exchange.answered()) {
      exchange.answer(502, outcome.toString());
    }
  }
}
