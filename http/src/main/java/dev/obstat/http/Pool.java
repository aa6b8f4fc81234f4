package dev.obstat.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Idle connections to upstreams, the one used last first.
final class Pool {
  private final int kept;
  private final long keepNanos;
  private final Map<Upstream, Deque<Link>> idle = new HashMap<>();
  private boolean closed;

  Pool(int kept, Duration keep) {
    this.kept = kept;
    this.keepNanos = keep.toNanos();
  }

  Optional<Link> take(Upstream upstream) {
    while (true) {
      Link link = takeAny(upstream);
      if (link == null) {
        return Optional.empty();
      }
      if (!isOld(link, System.nanoTime()) && link.isFresh()) {
        return Optional.of(link);
      }
      link.wire().close();
    }
  }

  void give(Link link) {
    if (!keep(link.idle())) {
      link.wire().close();
    }
  }

  /// Closes what has been idle too long.
  void closeOld() {
    for (Link link : removeOld()) {
      link.wire().close();
    }
  }

  void close() {
    for (Link link : removeAll()) {
      link.wire().close();
    }
  }

  private boolean isOld(Link link, long now) {
    return now - link.idleSince() > keepNanos;
  }

  private synchronized @Nullable Link takeAny(Upstream upstream) {
    Deque<Link> links = idle.get(upstream);
    return links == null ? null : links.pollFirst();
  }

  private synchronized boolean keep(Link link) {
    Deque<Link> links = idle.computeIfAbsent(link.upstream(), any -> new ArrayDeque<>());
    if (closed || links.size() >= kept) {
      return false;
    }
    links.addFirst(link);
    return true;
  }

  private synchronized List<Link> removeOld() {
    long now = System.nanoTime();
    List<Link> old = new ArrayList<>();
    for (Deque<Link> links : idle.values()) {
      while (!links.isEmpty() && isOld(links.getLast(), now)) {
        old.add(links.removeLast());
      }
    }
    idle.values().removeIf(Deque::isEmpty);
    return old;
  }

  private synchronized List<Link> removeAll() {
    closed = true;
    List<Link> all = idle.values().stream().flatMap(Deque::stream).toList();
    idle.clear();
    return all;
  }
}
