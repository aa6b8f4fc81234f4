package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.Passing;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.http.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Answers to agents' reads that tell what a live fact would be asked for: they are used in place
/// of asking while they are fresh, and say how old they are.
///
/// Only what describes a thing by itself is used. An agent chooses what it asks for, so that
/// something is *not* in an answer (a backup, a replica, a lock) means nothing, and is asked. What
/// the agent changed since, or anybody else through this gateway in the same account, is forgotten.
///
/// Answers are kept as they came and read only when something is to be decided, so that a read pays
/// for no more than a copy.
public final class PassingAnswers implements Passing {
  /// Others may change things too, past this gateway.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 200;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int MOST_ACCOUNTS = 1_000;

  /// What describes things one by one, each with its own name.
  private static final Set<ReadOperation> USED =
      EnumSet.of(
          ReadOperation.GET_BUCKET_VERSIONING,
          ReadOperation.DESCRIBE_TABLE,
          ReadOperation.DESCRIBE_CONTINUOUS_BACKUPS,
          ReadOperation.DESCRIBE_DB_INSTANCES,
          ReadOperation.DESCRIBE_DB_CLUSTERS,
          ReadOperation.DESCRIBE_INSTANCES,
          ReadOperation.DESCRIBE_KEY,
          ReadOperation.DESCRIBE_STACKS,
          ReadOperation.DESCRIBE_FILE_SYSTEMS,
          ReadOperation.DESCRIBE_SECRET);

  /// What answers about one thing without naming it, so that the request has to be the same.
  private static final Set<ReadOperation> NAMELESS =
      EnumSet.of(ReadOperation.GET_BUCKET_VERSIONING, ReadOperation.DESCRIBE_CONTINUOUS_BACKUPS);

  private final Clock clock;
  private final Map<String, ReadOperation> byName = new HashMap<>();
  private final Deque<Seen> seen = new ArrayDeque<>();
  private final Map<String, Instant> changed = new HashMap<>();
  private long bytes;

  private record Seen(
      String account,
      String region,
      ReadOperation operation,
      SortedMap<String, String> parameters,
      boolean exact,
      Instant asked,
      boolean xml,
      Content body) {}

  public PassingAnswers(Clock clock) {
    this.clock = clock;
    USED.forEach(one -> byName.put(one.model() + " " + one.operation(), one));
  }

  @Override
  public boolean wants(Identified identified, Action action) {
    return operation(identified).isPresent();
  }

  private Optional<ReadOperation> operation(Identified identified) {
    return Optional.ofNullable(
            byName.get(identified.model().service().id() + " " + identified.operation().name()))
        .filter(one -> AwsReads.speaksAlike(identified));
  }

  @Override
  public void answered(Identified identified, Action action, Instant asked, Content body) {
    Optional<ReadOperation> operation = operation(identified);
    if (operation.isEmpty() || body.size() > MOST) {
      return;
    }
    SortedMap<String, String> texts = new TreeMap<>();
    action
        .parameters()
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Text(String text)) {
                texts.put(name, text);
              }
            });
    boolean exact = texts.size() == action.parameters().members().size();
    Seen one =
        new Seen(
            action.place().account(),
            action.place().region(),
            operation.get(),
            texts,
            exact,
            asked,
            AwsReads.isXml(identified.model().service()),
            body);
    synchronized (seen) {
      seen.addFirst(one);
      bytes += body.size();
      while (seen.size() > MOST_KEPT || bytes > MOST_BYTES) {
        bytes -= seen.removeLast().body().size();
      }
    }
  }

  /// Both when a change goes out and when it has ended: an answer from in between may be from
  /// before or after it.
  @Override
  public void changing(Action action) {
    synchronized (seen) {
      if (changed.size() >= MOST_ACCOUNTS) {
        changed.clear();
        seen.clear();
        bytes = 0;
      }
      changed.put(action.place().account(), clock.instant());
      for (Iterator<Seen> each = seen.iterator(); each.hasNext(); ) {
        Seen one = each.next();
        if (one.account().equals(action.place().account())) {
          bytes -= one.body().size();
          each.remove();
        }
      }
    }
  }

  /// When something in the account last changed through this gateway; long ago when nothing did.
  Instant lastChange(String account) {
    synchronized (seen) {
      return changed.getOrDefault(account, Instant.MIN);
    }
  }

  /// Fresh answers that may tell, the newest first.
  List<AwsReads.Answer.Got> answers(String account, String region, Reading reading) {
    Instant since = clock.instant().minus(FRESH);
    List<Seen> found;
    synchronized (seen) {
      Instant change = changed.getOrDefault(account, Instant.MIN);
      found =
          seen.stream()
              .filter(one -> one.account().equals(account) && one.region().equals(region))
              .filter(one -> one.operation() == reading.operation())
              .filter(one -> one.asked().isAfter(since) && one.asked().isAfter(change))
              .filter(one -> !NAMELESS.contains(one.operation()) || isSame(one, reading))
              .toList();
    }
    return found.stream().flatMap(one -> read(one).stream()).toList();
  }

  private static boolean isSame(Seen one, Reading reading) {
    return one.exact() && one.parameters().equals(reading.parameters());
  }

  private static Optional<AwsReads.Answer.Got> read(Seen one) {
    try {
      return Optional.of(
          new AwsReads.Answer.Got(Part.read(one.body().text(), one.xml()), one.asked()));
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }
}
