package dev.obstat.demo.people;

/// Is told what people look at and what they decide, as it happens.
public interface PeopleWatcher {
  /// Somebody looks at a review and sees this.
  void sees(String person, SeenReview review, String what);

  /// A review waits that did not before.
  void opened(SeenReview review);

  /// A vote was cast that was not there before.
  void voted(SeenReview review, SeenReview.CastVote vote);

  /// A review is no longer open.
  void ended(SeenReview review);
}
