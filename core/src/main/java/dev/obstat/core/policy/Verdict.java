package dev.obstat.core.policy;

import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Quarantine;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joins decisions about single targets: deny over hold over allow. Only the reasons of what won
/// are kept, and a reason that several targets share is given once.
final class Verdict {
  private final List<Reason> denials = new ArrayList<>();
  private final List<Reason> holds = new ArrayList<>();
  private final List<Reason> permits = new ArrayList<>();
  private Quarantine quarantine = Quarantine.NONE;
  private @Nullable Terms terms;

  void add(Decision decision) {
    switch (decision) {
      case Decision.Deny deny -> {
        denials.addAll(deny.reasons());
        quarantine = quarantine.or(deny.quarantine());
      }
      case Decision.Hold hold -> {
        holds.addAll(hold.reasons());
        terms = terms == null ? hold.terms() : terms.join(hold.terms());
      }
      case Decision.Allow allow -> permits.addAll(allow.reasons());
    }
  }

  Decision decision() {
    if (!denials.isEmpty()) {
      return new Decision.Deny(distinct(denials), quarantine);
    }
    if (terms != null) {
      return new Decision.Hold(terms, distinct(holds));
    }
    if (permits.isEmpty()) {
      throw new IllegalStateException("an action without a satisfied permit is never allowed");
    }
    return new Decision.Allow(distinct(permits));
  }

  private static List<Reason> distinct(List<Reason> reasons) {
    Map<Reason, List<Reason>> sameButTarget = new LinkedHashMap<>();
    for (Reason reason : reasons) {
      sameButTarget.computeIfAbsent(about(reason, ""), _ -> new ArrayList<>()).add(reason);
    }
    return sameButTarget.values().stream().map(Verdict::merged).toList();
  }

  private static Reason merged(List<Reason> same) {
    List<String> targets = same.stream().map(Reason::target).distinct().toList();
    String first = targets.getFirst();
    return about(
        same.getFirst(),
        targets.size() == 1 ? first : first + " and " + (targets.size() - 1) + " more");
  }

  private static Reason about(Reason reason, String target) {
    return new Reason(reason.policy(), reason.sentence(), reason.file(), reason.line(), target);
  }
}
