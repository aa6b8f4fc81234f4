package dev.obstat.core.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a policy demands before a held action may go.
///
/// @param approvals how many votes from which group; a vote counts for every group its voter is in
/// @param later what is asked after that, round by round: nobody's vote counts in two rounds, and
///   none before the rounds in front of it are met
/// @param coolOff nothing goes before this long after the review was opened
/// @param expires the review ends by itself this long after it was opened
public record Terms(
    List<Approvals> approvals, List<Round> later, Duration coolOff, Duration expires) {

  public static final Duration DEFAULT_EXPIRES = Duration.ofHours(1);

  public Terms {
    approvals = List.copyOf(approvals);
    later = List.copyOf(later);
    int votes =
        Stream.concat(Stream.of(approvals), later.stream().map(Round::approvals))
            .mapToInt(Terms::votes)
            .sum();
    if (votes == 0 && coolOff.isZero()) {
      throw new IllegalArgumentException(
          "terms without approvals and without cool-off hold nothing");
    }
  }

  /// All at once, in one round.
  public Terms(List<Approvals> approvals, Duration coolOff, Duration expires) {
    this(approvals, List.of(), coolOff, expires);
  }

  /// @param count at least 0
  public record Approvals(Group group, int count) {}

  /// Votes that are asked at the same time.
  public record Round(List<Approvals> approvals) {
    public Round {
      approvals = List.copyOf(approvals);
    }

    private Round join(Round other) {
      Map<Group, Integer> most = new LinkedHashMap<>();
      Stream.concat(approvals.stream(), other.approvals.stream())
          .forEach(asked -> most.merge(asked.group(), asked.count(), Math::max));
      return new Round(
          most.entrySet().stream().map(e -> new Approvals(e.getKey(), e.getValue())).toList());
    }

    private boolean covers(Round other) {
      return other.approvals.stream()
          .allMatch(
              asked ->
                  asked.count() == 0
                      || approvals.stream()
                          .anyMatch(
                              met ->
                                  met.group().equals(asked.group())
                                      && met.count() >= asked.count()));
    }
  }

  /// All rounds in their order, at least one.
  public List<Round> rounds() {
    List<Round> rounds = new ArrayList<>(later.size() + 1);
    rounds.add(new Round(approvals));
    rounds.addAll(later);
    return rounds;
  }

  /// Whether nobody is asked: time alone decides, unless somebody stops it.
  public boolean askForTimeAlone() {
    return rounds().stream().mapToInt(round -> votes(round.approvals())).sum() == 0;
  }

  private static int votes(List<Approvals> approvals) {
    return approvals.stream().mapToInt(Approvals::count).sum();
  }

  /// Both at once: round by round, for every group the larger number; the longer cool-off, the
  /// shorter expiry. Whoever meets this has met both.
  public Terms join(Terms other) {
    List<Round> mine = rounds();
    List<Round> theirs = other.rounds();
    List<Round> joined = new ArrayList<>();
    Round none = new Round(List.of());
    for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
      joined.add(
          (i < mine.size() ? mine.get(i) : none).join(i < theirs.size() ? theirs.get(i) : none));
    }
    return new Terms(
        joined.getFirst().approvals(),
        joined.subList(1, joined.size()),
        coolOff.compareTo(other.coolOff) >= 0 ? coolOff : other.coolOff,
        expires.compareTo(other.expires) <= 0 ? expires : other.expires);
  }

  /// Whether who met these terms has met the others too.
  public boolean cover(Terms others) {
    List<Round> mine = rounds();
    List<Round> theirs = others.rounds();
    if (coolOff.compareTo(others.coolOff) < 0 || mine.size() < theirs.size()) {
      return false;
    }
    for (int i = 0; i < theirs.size(); i++) {
      if (!mine.get(i).covers(theirs.get(i))) {
        return false;
      }
    }
    return true;
  }
}
