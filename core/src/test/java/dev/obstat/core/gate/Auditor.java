package dev.obstat.core.gate;

import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads facts and says what must not be. Knows nothing of the product's own counting.
final class Auditor {
  private final Terms terms;
  private final Map<String, Set<String>> groups;
  private final Map<String, String> openers = new HashMap<>();
  private final Set<String> editors = new HashSet<>();
  private final Set<String> revoked = new HashSet<>();
  private final Map<String, String> askedFirst = new HashMap<>();
  private final Map<String, Set<String>> sessionsOf = new HashMap<>();
  private final Map<String, List<String>> approvers = new HashMap<>();
  private final Map<String, String> reviewOf = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();
  private final Map<String, String> gone = new LinkedHashMap<>();
  private final Set<String> wrong = new TreeSet<>();
  private boolean halted;

  /// @param groups of each person
  Auditor(Terms terms, Map<String, Set<String>> groups) {
    this.terms = terms;
    this.groups = groups;
  }

  Set<String> wrongIn(List<Fact> facts) {
    facts.forEach(this::read);
    return wrong;
  }

  private void read(Fact fact) {
    switch (fact) {
      case Fact.SessionOpened(Session session) -> openers.put(session.id(), session.openedBy());
      case Fact.SessionRevoked f -> revoked.add(f.session());
      case Fact.HaltPlaced _ -> halted = true;
      case Fact.CatalogInForce f -> f.changed().values().forEach(editors::addAll);
      case Fact.ReviewOpened(Review review) -> {
        askedFirst.put(review.id(), review.action().session());
        sessionsOf.put(review.id(), new HashSet<>(Set.of(review.action().session())));
      }
      case Fact.ReviewJoined f ->
          sessionsOf.computeIfAbsent(f.review(), _ -> new HashSet<>()).add(f.session());
      case Fact.VoteCast f -> {
        approversOf(f.review()).remove(f.vote().by());
        if (f.vote().choice() == Vote.Choice.APPROVE) {
          approversOf(f.review()).add(f.vote().by());
        } else {
          stopped.add(f.review());
        }
      }
      case Fact.VoteWithdrawn f -> approversOf(f.review()).remove(f.by());
      case Fact.ReviewApproved f -> reviewOf.put(f.grant().id(), f.review());
      case Fact.GrantVoided f -> stopped.add(reviewOf.getOrDefault(f.grant(), ""));
      case Fact.Dispatched f -> dispatched(f);
      case Fact _ -> {}
    }
  }

  private List<String> approversOf(String review) {
    return approvers.computeIfAbsent(review, _ -> new ArrayList<>());
  }

  private void dispatched(Fact.Dispatched f) {
    if (halted) {
      wrong.add("it went after a halt");
    }
    if (revoked.contains(f.action().session())) {
      wrong.add("it went for a session that was revoked");
    }
    String target = f.action().targets().getFirst().shownName();
    if (f.grant().isEmpty()) {
      boolean other =
          gone.keySet().stream()
              .anyMatch(name -> name.startsWith("replica") && !name.equals(target));
      if (target.equals("only-copy") || other) {
        wrong.add("the last copy went without people");
      }
    } else {
      granted(f, reviewOf.getOrDefault(f.grant(), ""));
      if (gone.containsValue(f.grant())) {
        wrong.add("a grant went twice");
      }
    }
    gone.put(target, f.grant());
  }

  private void granted(Fact.Dispatched f, String review) {
    if (stopped.contains(review)) {
      wrong.add("it went though it was stopped");
    }
    Set<String> sessions = sessionsOf.getOrDefault(review, Set.of());
    if (revoked.contains(askedFirst.getOrDefault(review, ""))) {
      wrong.add("it went though the session that asked for it was revoked");
    }
    Set<String> barred = new HashSet<>(editors);
    sessions.forEach(session -> barred.add(openers.getOrDefault(session, "")));
    barred.add(openers.getOrDefault(f.action().session(), ""));
    barred.add(f.action().principal().operatedBy());
    List<String> left = new ArrayList<>(approversOf(review));
    left.removeAll(barred);
    for (Terms.Round round : terms.rounds()) {
      left = after(round, left);
    }
  }

  /// Whoever comes after the round is met; a shortage is wrong.
  private List<String> after(Terms.Round round, List<String> people) {
    for (int taken = 0; taken <= people.size(); taken++) {
      List<String> first = people.subList(0, taken);
      boolean met =
          round.approvals().stream()
              .allMatch(
                  asked ->
                      first.stream().filter(person -> in(person, asked.group())).count()
                          >= asked.count());
      if (met) {
        return people.subList(taken, people.size());
      }
    }
    wrong.add("it went without its quorum");
    return List.of();
  }

  private boolean in(String person, Group group) {
    return switch (group) {
      case Group.Peers _ -> true;
      case Group.Named(String name) -> groups.getOrDefault(person, Set.of()).contains(name);
      case Group.OwnersOf _ -> false;
    };
  }
}
