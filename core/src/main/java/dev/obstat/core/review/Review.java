package dev.obstat.core.review;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Digest;
import dev.obstat.core.context.Live;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Impact;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// People's consideration of a held action.
///
/// @param id unique, starts with `r-`
/// @param action what is asked, exactly
/// @param intent what the session was opened for
/// @param seen the impact that reviewers are shown
/// @param live what was known of the targets, as reviewers are shown it
/// @param barred people who cannot vote: the agent's operator and who opened the session, or
///   another session that asks for the same
/// @param electorate who was in the groups asked when the review was opened, by the group's words;
///   empty where only peers are asked
public record Review(
    String id,
    Action action,
    Digest digest,
    String intent,
    Terms terms,
    List<Reason> reasons,
    Impact seen,
    Live live,
    Set<String> barred,
    Map<String, Set<String>> electorate,
    Instant opened,
    List<Vote> votes,
    State state) {

  /// Most targets whose live facts are kept with a review.
  public static final int MOST_LIVE = 100;

  public Review {
    live = live.atMost(MOST_LIVE);
    reasons = List.copyOf(reasons);
    barred = Set.copyOf(barred);
    electorate = sorted(electorate);
    votes = List.copyOf(votes);
  }

  private static SortedMap<String, Set<String>> sorted(Map<String, Set<String>> electorate) {
    SortedMap<String, Set<String>> copy = new TreeMap<>();
    electorate.forEach(
        (group, members) ->
            copy.put(group, Collections.unmodifiableSortedSet(new TreeSet<>(members))));
    return Collections.unmodifiableSortedMap(copy);
  }

  /// Of an action before which nobody was asked anything.
  public Review(
      String id,
      Action action,
      Digest digest,
      String intent,
      Terms terms,
      List<Reason> reasons,
      Impact seen,
      Set<String> barred,
      Map<String, Set<String>> electorate,
      Instant opened,
      List<Vote> votes,
      State state) {
    this(
        id,
        action,
        digest,
        intent,
        terms,
        reasons,
        seen,
        Live.NOT_ASKED,
        barred,
        electorate,
        opened,
        votes,
        state);
  }

  /// Where it stands. An approved one can still be stopped until its grant is redeemed; all others
  /// but an open one stay as they are.
  public sealed interface State {

    record Open() implements State {}

    /// The terms are met; the grant was issued with it.
    record Approved(String grant, Instant at) implements State {}

    record Rejected(String by, String comment, Instant at) implements State {}

    /// Not like this: the agent may ask for something else, that meets the condition.
    record SentBack(String by, String condition, Instant at) implements State {}

    record Expired(Instant at) implements State {}

    /// For people and policies: `open`, `approved`.
    default String word() {
      return switch (this) {
        case Open _ -> "open";
        case Approved _ -> "approved";
        case Rejected _ -> "rejected";
        case SentBack _ -> "sent back";
        case Expired _ -> "expired";
      };
    }
  }

  public Instant expires() {
    return opened.plus(terms.expires());
  }

  public boolean isOpen() {
    return state instanceof State.Open;
  }

  public Review with(List<Vote> votesNow, State stateNow) {
    return new Review(
        id,
        action,
        digest,
        intent,
        terms,
        reasons,
        seen,
        live,
        barred,
        electorate,
        opened,
        votesNow,
        stateNow);
  }

  /// The same with these people barred.
  public Review barring(Set<String> people) {
    return new Review(
        id,
        action,
        digest,
        intent,
        terms,
        reasons,
        seen,
        live,
        people,
        electorate,
        opened,
        votes,
        state);
  }
}
