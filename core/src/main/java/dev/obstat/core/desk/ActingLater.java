package dev.obstat.core.desk;

import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Journal;
import java.util.List;

/// What was let through and acts later without being asked: code, documents, rules, schedules, and
/// what runs under a role that was handed over. A halt does not reach it: whoever halts is told,
/// and stops it where it is.
///
/// @param latest newest first; also what may have been taken away since
/// @param more whether there may be more than these
public record ActingLater(List<Dispatch> latest, boolean more) {
  private static final int MOST_LOOKED_AT = 1_000;

  public ActingLater {
    latest = List.copyOf(latest);
  }

  /// @param most how many at most
  public static ActingLater of(Scope scope, int most, Journal journal) {
    List<Dispatch> all = journal.read(books -> books.dispatches().actingLater(MOST_LOOKED_AT));
    List<Dispatch> within = all.stream().filter(dispatch -> concerns(scope, dispatch)).toList();
    return new ActingLater(
        within.stream().limit(most).toList(), within.size() > most || all.size() == MOST_LOOKED_AT);
  }

  /// What acts later may do it to any service and stage, so those leave nothing out.
  private static boolean concerns(Scope scope, Dispatch dispatch) {
    return switch (scope) {
      case Scope.OfAgent(String name) -> dispatch.action().principal().shownName().equals(name);
      case Scope.OfSession(String id) -> dispatch.action().session().equals(id);
      case Scope.Everything _, Scope.OfService _, Scope.OfStage _ -> true;
    };
  }
}
