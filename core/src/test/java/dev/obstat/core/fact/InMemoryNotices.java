package dev.obstat.core.fact;

import dev.obstat.core.notice.Notice;
import dev.obstat.core.notice.Notices;
import dev.obstat.core.notice.Occasion;
import dev.obstat.core.review.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Notices, and who has looked at which review, as a fold of facts.
final class InMemoryNotices implements Notices {
  private final Map<Long, Notice> open = new LinkedHashMap<>();
  private final Map<String, List<Look>> looks = new LinkedHashMap<>();

  InMemoryNotices copy() {
    InMemoryNotices copy = new InMemoryNotices();
    copy.open.putAll(open);
    looks.forEach((review, people) -> copy.looks.put(review, new ArrayList<>(people)));
    return copy;
  }

  void raise(Entry entry) {
    switch (entry.fact()) {
      case Fact.ReviewOpened(var review) ->
          raise(entry, Occasion.REVIEW, review.id(), review.opened());
      case Fact.HaltPlaced(var halt) -> raise(entry, Occasion.HALT, halt.id(), halt.placed());
      case Fact.HaltLifted lifted -> raise(entry, Occasion.RESUME, lifted.halt(), lifted.at());
      case Fact.FreezePlaced(var freeze) -> raise(entry, Occasion.FREEZE, freeze.id(), entry.at());
      case Fact.IncidentOpened(var incident) ->
          raise(entry, Occasion.INCIDENT, incident.id(), incident.opened());
      case Fact.ReviewApproved end -> over(end.review());
      case Fact.ReviewRejected end -> over(end.review());
      case Fact.ReviewSentBack end -> over(end.review());
      case Fact.ReviewExpired end -> over(end.review());
      default -> {}
    }
  }

  private void over(String review) {
    open.values()
        .removeIf(
            notice -> notice.occasion() == Occasion.REVIEW && notice.subject().equals(review));
  }

  private void raise(Entry entry, Occasion occasion, String subject, Instant at) {
    open.values().removeIf(notice -> notice.raised().isBefore(at.minus(Notice.KEPT)));
    open.put(entry.index(), new Notice(entry.index(), occasion, subject, at, Set.of()));
  }

  void done(long number, String channel) {
    Notice notice = present(number);
    if (notice.done().contains(channel)) {
      throw new IllegalArgumentException(
          "notice `" + number + "` to `" + channel + "` is done already");
    }
    Set<String> done = new HashSet<>(notice.done());
    done.add(channel);
    open.put(
        number, new Notice(number, notice.occasion(), notice.subject(), notice.raised(), done));
  }

  void look(Fact.ReviewSeen seen) {
    List<Look> people = looks.computeIfAbsent(seen.review(), _ -> new ArrayList<>());
    if (people.stream().anyMatch(look -> look.by().equals(seen.by()))) {
      throw new IllegalArgumentException(
          "review `" + seen.review() + "` was seen by `" + seen.by() + "` already");
    }
    people.add(new Look(seen.by(), seen.at()));
  }

  List<Look> looks(String review) {
    return List.copyOf(looks.getOrDefault(review, List.of()));
  }

  private Notice present(long number) {
    @Nullable Notice found = open.get(number);
    if (found == null) {
      throw new IllegalArgumentException("notice `" + number + "` is not there");
    }
    return found;
  }

  @Override
  public List<Notice> open(int most) {
    return open.values().stream().limit(most).toList();
  }
}
