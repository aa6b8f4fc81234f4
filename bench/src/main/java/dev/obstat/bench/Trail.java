package dev.obstat.bench;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.policy.Deciding;
import dev.obstat.core.session.Session;
import dev.obstat.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Moments along the path of each request, in the order they came.
final class Trail {
  /// What lies between two moments of an allowed request, in the order of the path.
  static final List<String> STAGES =
      List.of(
          "gateway: head taken apart",
          "read 1: session by access key",
          "gateway: signature verified",
          "read 2: session by id",
          "gateway: identified, decoded, described",
          "read 3: session by id (gate)",
          "gate: to gather",
          "gather: before its read",
          "read 4: what gather asks",
          "gather: catalog, impact",
          "gate: to decide",
          "decide: policies",
          "gate: to write",
          "write 1 dispatched: wait for the writer",
          "write 1 dispatched: work",
          "write 1 dispatched: commit and wake",
          "forward: sign, send, upstream, relay",
          "gateway: hand the end to the journal, return");

  /// How many of them come before the client has its answer.
  static final int BEFORE_ANSWER = 17;

  private static final ScopedValue<Trail> CURRENT = ScopedValue.newInstance();

  private final List<Long> moments = new ArrayList<>(STAGES.size() + 1);

  private void mark(long nanos) {
    moments.add(nanos);
  }

  private static void mark() {
    CURRENT.get().mark(System.nanoTime());
  }

  /// The length of each stage.
  ///
  /// @return empty when the request took another path: it was refused, or decided twice
  private long[] stages() {
    if (moments.size() != STAGES.size() + 1) {
      return new long[0];
    }
    long[] lengths = new long[STAGES.size()];
    for (int stage = 0; stage < lengths.length; stage++) {
      lengths[stage] = moments.get(stage + 1) - moments.get(stage);
    }
    return lengths;
  }

  /// Collects the trails of all requests.
  static final class Book {
    private final Queue<long[]> stages = new ConcurrentLinkedQueue<>();

    /// What has to be put around the gateway's parts.
    GatewayUnderTest.Around around() {
      return new GatewayUnderTest.Around(
          Book::journal, Book::gathering, Book::deciding, this::handler);
    }

    List<long[]> drain() {
      List<long[]> drained = new ArrayList<>(stages);
      stages.clear();
      return drained;
    }

    private Handler handler(Handler handler) {
      return exchange -> {
        Trail trail = new Trail();
        ScopedValue.where(CURRENT, trail)
            .run(
                () -> {
                  mark();
                  handler.handle(exchange);
                  mark();
                });
        stages.add(trail.stages());
      };
    }

    private static Gathering gathering(Gathering gathering) {
      return (Action action, Session session) -> {
        mark();
        Context context = gathering.gather(action, session);
        mark();
        return context;
      };
    }

    private static Deciding deciding(Deciding deciding) {
      return new Deciding() {
        @Override
        public String digest() {
          return deciding.digest();
        }

        @Override
        public Decision decide(Action action, Context context) {
          mark();
          Decision decision = deciding.decide(action, context);
          mark();
          return decision;
        }
      };
    }

    private static Journal journal(Journal journal) {
      return new TimedJournal(
          journal,
          new TimedJournal.Times() {
            @Override
            public void read(long began, long ended) {
              Trail trail = CURRENT.get();
              trail.mark(began);
              trail.mark(ended);
            }

            @Override
            public void wrote(TimedJournal.Write write) {
              Trail trail = CURRENT.get();
              trail.mark(write.asked());
              trail.mark(write.begun());
              trail.mark(write.worked());
              trail.mark(write.durable());
            }

            @Override
            public void handedOver(long at) {
              CURRENT.get().mark(at);
            }
          });
    }
  }
}
