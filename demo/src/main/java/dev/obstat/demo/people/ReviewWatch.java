package dev.obstat.demo.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows all reviews and tells of every one that opens, every vote and every end once, whoever
/// voted and however. What has ended before it began is not told.
public final class ReviewWatch implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Person reader;
  private final PeopleWatcher watcher;
  private final Map<String, Set<SeenReview.CastVote>> votes = new HashMap<>();
  private final Set<String> opened = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Thread thread;

  private ReviewWatch(Person reader, PeopleWatcher watcher) {
    this.reader = reader;
    this.watcher = watcher;
    this.thread = Thread.ofVirtual().name("review-watch").unstarted(this::follow);
  }

  public static ReviewWatch start(Person reader, PeopleWatcher watcher) {
    ReviewWatch watch = new ReviewWatch(reader, watcher);
    watch.thread.start();
    return watch;
  }

  /// Tells what is still to be told, and ends.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    look();
  }

  private void follow() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private synchronized void look() {
    List<SeenReview> reviews;
    try {
      reviews = reader.reviews();
    } catch (CallRefused _) {
      // Obstat is busy or stopping; the next look finds what this one missed.
      return;
    }
    for (SeenReview review : reviews) {
      if (opened.add(review.id()) && review.isOpen()) {
        watcher.opened(review);
      }
      Set<SeenReview.CastVote> told = votes.computeIfAbsent(review.id(), _ -> new HashSet<>());
      for (SeenReview.CastVote vote : new ArrayList<>(review.votes())) {
        if (told.add(vote)) {
          watcher.voted(review, vote);
        }
      }
      if (!review.isOpen() && ended.add(review.id())) {
        watcher.ended(review);
      }
    }
  }
}
