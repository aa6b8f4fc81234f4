package dev.obstat.demo.people;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Two reviewers with a simple rule, in place of people who read: what stops a service, or what
/// nobody can tell the impact of, is rejected with a reason; what stops nothing is approved. Each
/// looks before they vote, and votes as themselves, through the API, on what they saw.
public final class ScriptedReviewers implements AutoCloseable {
  static final String REJECTION =
      "one report is wrong, and this would stop the pages of every customer: fix the one report";
  static final String APPROVAL = "one object, nothing stops: that is the fix that was asked for";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Person first;
  private final Person owner;
  private final Duration looking;
  private final PeopleWatcher watcher;
  private final Set<String> handled = new HashSet<>();
  private final Thread thread;

  private ScriptedReviewers(Person first, Person owner, Duration looking, PeopleWatcher watcher) {
    this.first = first;
    this.owner = owner;
    this.looking = looking;
    this.watcher = watcher;
    this.thread = Thread.ofVirtual().name("reviewers").unstarted(this::work);
  }

  /// @param first looks first
  /// @param owner has the last word
  /// @param looking how long each looks before they vote
  public static ScriptedReviewers start(
      Person first, Person owner, Duration looking, PeopleWatcher watcher) {
    ScriptedReviewers reviewers = new ScriptedReviewers(first, owner, looking, watcher);
    reviewers.thread.start();
    return reviewers;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (true) {
        for (SeenReview review : waiting()) {
          if (handled.add(review.id())) {
            decide(review);
          }
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException _) {
      // The story is over.
      return;
    }
  }

  private List<SeenReview> waiting() {
    try {
      return first.waiting();
    } catch (CallRefused _) {
      return List.of();
    }
  }

  private void decide(SeenReview waiting) throws InterruptedException {
    SeenReview seen = look(first, waiting, waiting.impact().sentence());
    if (seen.impact().isGrave()) {
      // One rejection is enough, so it is the owner who says no, after both have looked.
      SeenReview seenByOwner = look(owner, waiting, ways(seen));
      owner.reject(seenByOwner, REJECTION);
      return;
    }
    SeenReview afterFirst = first.approve(seen, APPROVAL);
    if (afterFirst.isOpen()) {
      SeenReview seenByOwner = look(owner, waiting, waiting.impact().sentence());
      owner.approve(seenByOwner, APPROVAL);
    }
  }

  private SeenReview look(Person person, SeenReview waiting, String what)
      throws InterruptedException {
    SeenReview seen = person.review(waiting.id());
    watcher.sees(person.name(), seen, what);
    Thread.sleep(looking);
    return seen;
  }

  private static String ways(SeenReview review) {
    return review.impact().ways().isEmpty()
        ? review.impact().sentence()
        : "the way it spreads: " + String.join("; ", review.impact().ways());
  }
}
