package dev.obstat.core.policy;

import static dev.obstat.core.catalog.CatalogSketch.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Actions;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Live;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Deeds;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the policies in `examples/policies` decide.
final class ShippedPoliciesTest {
  private final Catalog catalog =
      new CatalogSketch()
          .entity("web", weight(0, 41_000, 18_400, 780), List.of("resource:db", "resource:odd"))
          .entity("resource:db", Weight.UNKNOWN, List.of(), "db")
          .staged("resource:odd", "staging", Weight.UNKNOWN, List.of(), "odd")
          .staged("resource:try", "staging", Weight.UNKNOWN, List.of(), "try", "try/*")
          .staged("playground", "staging", weight(3, 0, 0, 5), List.of("resource:try"))
          .catalog();

  private final PolicySet policies = PolicyTexts.shipped(catalog);

  ShippedPoliciesTest() throws IOException {}

  @Test
  void whatMintsRealCredentialsIsDeniedAndNeverHeldAndNamedWhereItIsLet() throws IOException {
    Action action =
        Actions.on(
            "s-1",
            new Operation("aws", "ecr", "GetAuthorizationToken"),
            Effect.MINT,
            Target.Known.unharmed("try"),
            Map.of());
    assertThat(decide(new Situation(catalog), action)).isEqualTo("no-minted-credentials");
    PolicySet excepting =
        PolicyTexts.shipped(
            catalog,
            text ->
                text.replace(
                    "action in Action::\"mint\", resource);",
                    "action in Action::\"mint\", resource)\n"
                        + "unless { action == Action::\"aws:ecr:GetAuthorizationToken\" };"));
    assertThat(summary(excepting.decide(action, new Situation(catalog).context(action))))
        .as("it still discloses")
        .isEqualTo("1 peers");
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "reading in production flows               | read        | db      |              | allow",
        "reading what nobody knows flows           | read        | mystery |              | allow",
        "reading a wildcard flows                  | read        | d*      |              | allow",
        "creating in staging flows                 | create      | try     |              | allow",
        "changing staging flows                    | update      | try     |              | allow",
        "running in staging flows                  | execute     | try     |              | allow",
        "changing production needs a peer          | update      | db      |              | 1 peers",
        "creating in production needs a peer       | create      | db      |              | 1 peers",
        "running in production needs a peer        | execute     | db      |              | 1 peers",
        "changing the unknown needs a peer         | create      | mystery |              | 1 peers",
        "changing a wildcard needs a peer          | update      | d*      |              | 1 peers",
        "deleting in production                    | delete      | db      | removes      | 2 peers, 1 owners of web",
        "replacing in production                   | replace     | db      | removes      | 2 peers, 1 owners of web",
        "losing production data                    | update      | db      | loses-data   | 2 peers, 1 owners of web",
        "disabling in production                   | update      | db      | disables     | 2 peers, 1 owners of web",
        "deleting what nobody knows                | delete      | mystery | removes      | nothing-destroyed-blindly",
        "deleting a wildcard                       | delete      | d*      | removes      | nothing-destroyed-blindly",
        "disabling what nobody knows               | update      | mystery | disables     | nothing-destroyed-blindly",
        "deleting in staging flows                 | delete      | try     | removes      | allow",
        "replacing in staging flows                | replace     | try     | loses-data   | allow",
        "deleting staging that customers stand on  | delete      | odd     | removes      | 2 peers, 1 owners of web",
        "disclosing, even in staging               | disclose    | try     |              | 1 peers",
        "disclosing a production secret            | disclose    | db      |              | 1 peers",
        "minting, even in staging                  | mint        | try     |              | no-minted-credentials",
        "permissions, even in staging              | permissions | try     |              | 2 peers",
        "permissions in production                 | permissions | db      |              | 2 peers",
      })
  void decideAsTheirLessonsSay(
      String what, String effect, String target, String harms, String expected) {
    Target touched = target(target, harms);
    Action action = Deeds.action(Effect.valueOf(effect.toUpperCase(Locale.ROOT)), List.of(touched));
    assertThat(decide(new Situation(catalog), action)).as(what).isEqualTo(expected);
  }

  @Test
  void aPassedRoleAndUploadedCodeAreHeldEvenInStaging() {
    for (Target.Part part : List.of(Target.Part.PASSED_ROLE, Target.Part.LATER_CODE)) {
      Action action =
          Deeds.action(
              Effect.CREATE,
              List.of(target("try", ""), new Target.Known("try/handed-over", part, Set.of())));
      assertThat(decide(new Situation(catalog), action)).isEqualTo("1 peers");
    }
  }

  @Test
  void aFreezeDeniesChangesAndLetsPeopleLook() {
    Situation frozen =
        new Situation(catalog)
            .frozen(
                new Freeze(
                    "f-1",
                    new Scope.OfStage("production"),
                    "rosa",
                    "release",
                    Situation.NOON,
                    Situation.NOON.plusSeconds(60)));
    assertThat(decide(frozen, Deeds.action(Effect.UPDATE, List.of(target("db", "")))))
        .isEqualTo("frozen");
    assertThat(decide(frozen, Deeds.action(Effect.READ, List.of(target("db", "")))))
        .isEqualTo("allow");
    assertThat(decide(frozen, Deeds.action(Effect.UPDATE, List.of(target("try", "")))))
        .isEqualTo("allow");
  }

  @Test
  void manySmallDeletionsNeedAPeerEvenInStaging() {
    assertThat(decide(new Situation(catalog), deletions(20))).isEqualTo("allow");
    assertThat(decide(new Situation(catalog), deletions(21))).isEqualTo("1 peers");
  }

  @Test
  void withoutACatalogNothingIsDestroyedAndChangesNeedAPeer() throws IOException {
    Catalog none = Catalog.none(List.of("rosa", "olga"));
    PolicySet shipped = PolicyTexts.shipped(none);
    Action deletion = Deeds.action(Effect.DELETE, List.of(target("try", "removes")));
    Action change = Deeds.action(Effect.UPDATE, List.of(target("try", "")));
    assertThat(summary(shipped.decide(deletion, new Situation(none).context(deletion))))
        .isEqualTo("nothing-destroyed-blindly");
    assertThat(summary(shipped.decide(change, new Situation(none).context(change))))
        .isEqualTo("1 peers");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an overwrite that versions undo     | loses-data | recoverable  | versioning: enabled              | 1 peers, 1 owners of web",
        "a table that can be restored        | loses-data | recoverable  | point-in-time-recovery: on       | 1 peers, 1 owners of web",
        "the same, and a service stops       | removes    | recoverable  | versioning: enabled              | 2 peers, 1 owners of web",
        "no versions                         | loses-data | irreversible | versioning: off                  | 2 peers, 1 owners of web",
        "recoverable by the request alone    | loses-data | recoverable  | deletion-protection: off         | 2 peers, 1 owners of web",
        "a fresh backup                      | loses-data | irreversible | newest-backup: 2026-11-23T01:00:00Z | 2 peers, 1 owners of web",
        "a backup of two days ago            | loses-data | irreversible | newest-backup: 2026-11-21T01:00:00Z | 2 peers, 1 owners of web, not before PT10M",
        "no backup                           | loses-data | irreversible | newest-backup: none              | 2 peers, 1 owners of web, not before PT10M",
        "no backup, and no need of one       | loses-data | recoverable  | newest-backup: none              | 2 peers, 1 owners of web",
      })
  void whatIsKnownOfTheTargetCounts(
      String what, String harm, String undo, String fact, String expected) {
    assertThat(decideKnowing(harm, undo, fact, Map.of())).as(what).isEqualTo(expected);
  }

  @Test
  void whatNobodyCouldFindOutIsNotRecoverable() {
    Map<String, String> gap = Map.of("recovery-points", "no answer in 2000 ms");
    assertThat(decideKnowing("loses-data", "recoverable", "versioning: enabled", gap))
        .isEqualTo("2 peers, 1 owners of web");
  }

  /// The action loses the data of `db`, and this is what is known of it.
  private String decideKnowing(String harm, String undo, String fact, Map<String, String> gaps) {
    String[] words = fact.split(": ", 2);
    Reversibility meant =
        undo.equals("recoverable")
            ? new Reversibility.Recoverable("what is kept", Duration.ofHours(1))
            : new Reversibility.Irreversible("nothing is kept");
    Live live =
        new Live(
            new TreeMap<>(
                Map.of(
                    "db",
                    new Live.Answer.Known(
                        new TreeMap<>(Map.of(words[0], words[1])),
                        new TreeMap<>(gaps),
                        Situation.NOON,
                        meant,
                        Set.of()))));
    Effect effect = harm.equals("removes") ? Effect.DELETE : Effect.UPDATE;
    Action asked = Deeds.action(effect, List.of(target("db", harm)));
    Context context = new Situation(catalog, _ -> live).context(asked);
    Decision decision = policies.decide(asked.with(meant), context);
    String coolOff =
        decision instanceof Decision.Hold hold && hold.terms().coolOff().isPositive()
            ? ", not before " + hold.terms().coolOff()
            : "";
    return summary(decision) + coolOff;
  }

  private static Action deletions(int count) {
    return Deeds.action(
        Effect.DELETE,
        IntStream.range(0, count).mapToObj(n -> target("try/" + n, "removes")).toList());
  }

  private static Target target(String name, String harms) {
    Set<Harm> taken =
        harms == null || harms.isEmpty()
            ? Set.of()
            : Set.of(Harm.valueOf(harms.toUpperCase(Locale.ROOT).replace('-', '_')));
    return name.contains("*")
        ? new Target.Unresolved(name, "a wildcard", taken)
        : new Target.Known(name, Target.Part.OBJECT, taken);
  }

  private String decide(Situation situation, Action action) {
    return summary(policies.decide(action, situation.context(action)));
  }

  private static String summary(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> "allow";
      case Decision.Deny deny ->
          deny.reasons().stream().map(Reason::policy).collect(Collectors.joining(", "));
      case Decision.Hold hold ->
          hold.terms().approvals().stream()
              .sorted(Comparator.comparingInt(Terms.Approvals::count).reversed())
              .map(asked -> asked.count() + " " + asked.group().words())
              .collect(Collectors.joining(", "));
    };
  }
}
