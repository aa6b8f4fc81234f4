package dev.obstat.core.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a policy demands before a held action may go.
///
/// @param approvals how many votes from which group; a vote counts for every group its voter is in
/// @param coolOff nothing goes before this long after the review was opened
/// @param expires the review ends by itself this long after it was opened
public record Terms(List<Approvals> approvals, Duration coolOff, Duration expires) {

  public static final Duration DEFAULT_EXPIRES = Duration.ofHours(1);

  public Terms {
    approvals = List.copyOf(approvals);
    if (approvals.stream().mapToInt(Approvals::count).sum() == 0 && coolOff.isZero()) {
      throw new IllegalArgumentException(
          "terms without approvals and without cool-off hold nothing");
    }
  }

  /// @param count at least 0
  public record Approvals(Group group, int count) {}

  /// Both at once: for every group the larger number, the longer cool-off, the shorter expiry.
  public Terms join(Terms other) {
    Map<Group, Integer> most = new LinkedHashMap<>();
    List<Approvals> all = new ArrayList<>(approvals);
    all.addAll(other.approvals);
    all.forEach(asked -> most.merge(asked.group(), asked.count(), Math::max));
    return new Terms(
        most.entrySet().stream().map(e -> new Approvals(e.getKey(), e.getValue())).toList(),
        coolOff.compareTo(other.coolOff) >= 0 ? coolOff : other.coolOff,
        expires.compareTo(other.expires) <= 0 ? expires : other.expires);
  }

  /// Whether who met these terms has met the others too.
  public boolean cover(Terms others) {
    return coolOff.compareTo(others.coolOff) >= 0
        && others.approvals.stream()
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
