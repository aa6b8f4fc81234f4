package dev.obstat.core.policy;

import dev.obstat.cedar.EntityUid;
import dev.obstat.cedar.Policy;
import dev.obstat.cedar.Scope;
import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Checks the names in the heads of policies. A forbid whose head misspells a type or a group never
/// matches anything, and nobody would notice.
final class Heads {
  private final Policy policy;
  private final Consumer<Problem> problems;

  private Heads(Policy policy, Consumer<Problem> problems) {
    this.policy = policy;
    this.problems = problems;
  }

  static void check(Policy policy, Consumer<Problem> problems) {
    Heads heads = new Heads(policy, problems);
    heads.types(policy.principal(), "principal", Vocabulary.PRINCIPALS);
    heads.types(policy.action(), "action", List.of(Vocabulary.ACTION));
    heads.types(policy.resource(), "resource", Vocabulary.RESOURCES);
    heads.uids(policy.principal()).forEach(heads::role);
    heads.uids(policy.action()).forEach(heads::action);
  }

  private void types(Scope scope, String part, List<String> known) {
    Stream<String> is =
        switch (scope) {
          case Scope.Is(String type) -> Stream.of(type);
          case Scope.IsIn(String type, EntityUid _) -> Stream.of(type);
          case Scope.Any _, Scope.Equal _, Scope.In _, Scope.InAny _ -> Stream.of();
        };
    Stream.concat(is, uids(scope).map(EntityUid::type))
        .filter(type -> !known.contains(type))
        .forEach(type -> problem("no " + part + " is a `" + type + "`" + hintOrList(type, known)));
  }

  private void role(EntityUid uid) {
    if (uid.type().equals(Vocabulary.ROLE) && !Vocabulary.ROLES.contains(uid.id())) {
      problem("there is no `" + uid + "`" + hintOrList(uid.id(), Vocabulary.ROLES));
    }
  }

  /// An operation and a service of a gateway have a colon; groups by effect have none.
  private void action(EntityUid uid) {
    boolean isGroup = uid.id().indexOf(':') < 0;
    if (isGroup
        && uid.type().equals(Vocabulary.ACTION)
        && !Vocabulary.ACTION_GROUPS.contains(uid.id())
        && !Vocabulary.GATEWAYS.contains(uid.id())) {
      problem(
          "there is no action or group `"
              + uid
              + "`"
              + hintOrList(uid.id(), Vocabulary.ACTION_GROUPS));
    }
  }

  private Stream<EntityUid> uids(Scope scope) {
    return switch (scope) {
      case Scope.Any _, Scope.Is _ -> Stream.of();
      case Scope.Equal(EntityUid uid) -> Stream.of(uid);
      case Scope.In(EntityUid uid) -> Stream.of(uid);
      case Scope.InAny(List<EntityUid> uids) -> uids.stream();
      case Scope.IsIn(String _, EntityUid uid) -> Stream.of(uid);
    };
  }

  private static String hintOrList(String written, List<String> known) {
    return Nearest.to(written, known)
        .map(near -> "; did you mean `" + near + "`?")
        .orElse("; known are " + String.join(", ", known));
  }

  private void problem(String message) {
    problems.accept(
        new Problem(
            new Position(
                policy.position().file(), policy.position().line(), policy.position().column()),
            "in the head of `" + policy.id() + "`: " + message));
  }
}
