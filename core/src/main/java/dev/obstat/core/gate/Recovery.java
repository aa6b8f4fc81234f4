package dev.obstat.core.gate;

import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Run once at start, before any gateway listens: every action that was dispatched and has no end
/// gets the end *unknown*. It is shown as an incident where it was a change, and is never sent
/// again. Tunnels that were open are lost.
public final class Recovery {
  private Recovery() {}

  /// @return the actions whose end is now unknown
  public static List<Dispatch> run(Journal journal, Ids ids, Clock clock) {
    return journal.write(
        books -> {
          Instant now = clock.instant();
          List<Dispatch> running = books.dispatches().running();
          for (Dispatch dispatch : running) {
            List<Fact> facts =
                Ends.facts(
                    dispatch,
                    new Upstream.End.Unknown("Obstat stopped before the end was recorded"),
                    ids,
                    now);
            facts.forEach(books::record);
          }
          books
              .tunnels()
              .open()
              .forEach(tunnel -> books.record(new Fact.TunnelLost(tunnel.id(), now)));
          return running;
        });
  }
}
