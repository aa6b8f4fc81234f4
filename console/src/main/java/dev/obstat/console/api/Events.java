package dev.obstat.console.api;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.http.ClientGone;
import dev.obstat.http.EventStream;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells pages that something changed, so that they load it again. The events carry ids only.
final class Events {
  private static final int MOST_WAITING = 1_000;
  private static final long QUIET_SECONDS = 15;

  private final Journal journal;

  Events(Journal journal) {
    this.journal = journal;
  }

  /// One change.
  private record Change(String kind, String id) {}

  /// Serves until the client goes. A client that does not keep up misses nothing it cannot load
  /// again.
  void serve(Exchange exchange) {
    BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    // Subscribed before the head goes out: whoever has read the head misses nothing after it.
    try (var _ = journal.subscribe(entry -> change(entry.fact()).ifPresent(waiting::offer))) {
      EventStream events = exchange.events(Headers.of("x-content-type-options", "nosniff"));
      while (!events.gone()) {
        Change change = waiting.poll(QUIET_SECONDS, TimeUnit.SECONDS);
        if (change == null) {
          events.comment("quiet");
        } else {
          String data = Json.object().put("kind", change.kind()).put("id", change.id()).toString();
          events.send("changed", data);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClientGone _) {
      // The page was closed.
    }
  }

  private static Optional<Change> change(Fact fact) {
    return switch (fact) {
      case Fact.SessionOpened opened -> Optional.of(new Change("session", opened.session().id()));
      case Fact.SessionClosed closed -> Optional.of(new Change("session", closed.session()));
      case Fact.SessionRevoked revoked -> Optional.of(new Change("session", revoked.session()));
      case Fact.ReviewOpened opened -> Optional.of(new Change("review", opened.review().id()));
      case Fact.ReviewJoined joined -> Optional.of(new Change("review", joined.review()));
      case Fact.VoteCast vote -> Optional.of(new Change("review", vote.review()));
      case Fact.VoteWithdrawn back -> Optional.of(new Change("review", back.review()));
      case Fact.ReviewApproved approved -> Optional.of(new Change("review", approved.review()));
      case Fact.ReviewRejected rejected -> Optional.of(new Change("review", rejected.review()));
      case Fact.ReviewSentBack back -> Optional.of(new Change("review", back.review()));
      case Fact.ReviewExpired expired -> Optional.of(new Change("review", expired.review()));
      case Fact.HaltPlaced placed -> Optional.of(new Change("halt", placed.halt().id()));
      case Fact.ResumeAsked asked -> Optional.of(new Change("halt", asked.halt()));
      case Fact.HaltLifted lifted -> Optional.of(new Change("halt", lifted.halt()));
      case Fact.FreezePlaced placed -> Optional.of(new Change("freeze", placed.freeze().id()));
      case Fact.FreezeLifted lifted -> Optional.of(new Change("freeze", lifted.freeze()));
      case Fact.IncidentOpened opened ->
          Optional.of(new Change("incident", opened.incident().id()));
      case Fact.IncidentClosed closed -> Optional.of(new Change("incident", closed.incident()));
      case Fact.Dispatched dispatched ->
          dispatched.action().effect().changes()
              ? Optional.of(new Change("action", dispatched.dispatch()))
              : Optional.empty();
      case Fact.SignalTaken _,
          Fact.Completed _,
          Fact.Failed _,
          Fact.EndUnknown _,
          Fact.Missing _,
          Fact.Restored _,
          Fact.Refused _,
          Fact.NotUnderstood _,
          Fact.StrangersRefused _,
          Fact.TunnelOpened _,
          Fact.TunnelClosed _,
          Fact.TunnelLost _,
          Fact.GrantVoided _,
          Fact.ReviewSeen _,
          Fact.NoticeTold _,
          Fact.NoticeGivenUp _,
          Fact.SignedIn _,
          Fact.PasskeyEnrolled _,
          Fact.Touched _,
          Fact.PasskeyRemoved _,
          Fact.TokenIssued _,
          Fact.TokenRevoked _,
          Fact.PolicySetInForce _,
          Fact.CatalogHeld _,
          Fact.CatalogConfirmed _,
          Fact.CatalogInForce _ ->
          Optional.empty();
    };
  }
}
