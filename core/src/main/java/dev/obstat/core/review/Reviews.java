package dev.obstat.core.review;

import dev.obstat.core.action.Digest;
import java.util.List;
import java.util.Optional;

/// Reviews as the facts so far say.
public interface Reviews {

  Optional<Review> find(String id);

  /// The latest review of that digest, open or not.
  Optional<Review> latestOf(Digest digest);

  /// All that are open, oldest first.
  List<Review> open();

  /// Who has opened its page, in the order of their first time; empty for an unknown review.
  List<Look> looks(String id);

  /// The latest, newest first, open or not.
  ///
  /// @param most how many at most
  List<Review> latest(int most);
}
