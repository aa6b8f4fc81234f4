package dev.obstat.core.policy;

import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// What a holding policy demands, before it is known which services are concerned.
///
/// @param rounds at least one
record Demand(List<List<Asked>> rounds, Duration coolOff, Duration expires) {

  /// Stands for the owners of a target that is part of no service: a group that nobody is in.
  static final Group NOBODY = new Group.Named(Annotations.SERVICE_OWNER);

  Demand {
    rounds = rounds.stream().map(List::copyOf).toList();
  }

  boolean asksServiceOwners() {
    return rounds.stream()
        .flatMap(List::stream)
        .anyMatch(each -> each.count() > 0 && each.who() instanceof Asked.Who.ServiceOwner);
  }

  /// The terms for an action that touches or takes down these services. Without any service, the
  /// approval of its owners is one that nobody can give.
  Terms terms(SortedSet<String> services) {
    List<Terms.Round> all = rounds.stream().map(asked -> round(asked, services)).toList();
    return new Terms(all.getFirst().approvals(), all.subList(1, all.size()), coolOff, expires);
  }

  private static Terms.Round round(List<Asked> asked, SortedSet<String> services) {
    List<Terms.Approvals> approvals = new ArrayList<>();
    for (Asked each : asked) {
      switch (each.who()) {
        case Asked.Who.Fixed fixed ->
            approvals.add(new Terms.Approvals(fixed.group(), each.count()));
        case Asked.Who.ServiceOwner _ when services.isEmpty() ->
            approvals.add(new Terms.Approvals(NOBODY, each.count()));
        case Asked.Who.ServiceOwner _ ->
            services.forEach(
                service ->
                    approvals.add(new Terms.Approvals(new Group.OwnersOf(service), each.count())));
      }
    }
    return new Terms.Round(approvals);
  }
}
