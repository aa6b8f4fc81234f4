package dev.obstat.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.CatalogSketch;
import dev.obstat.core.source.SourceFiles;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyLoadTest {
  private static final String ANY = "forbid (principal, action, resource);";
  private static final String BECAUSE = "@because(\"so\")\n";
  private static final String HOLD = BECAUSE + "@outcome(\"hold\") ";

  private final Catalog catalog =
      new CatalogSketch()
          .team("sre", List.of(), List.of())
          .team("empty", List.of(), List.of())
          .person("rosa", "group:sre")
          .catalog();

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(
            "an unknown annotation",
            "@outcme(\"hold\")\n" + BECAUSE + ANY,
            "p.cedar:1:1: there is no annotation `@outcme`; did you mean `@outcome`?"),
        Arguments.of(
            "an annotation like no other",
            "@severity(\"high\")\n" + BECAUSE + ANY,
            "p.cedar:1:1: there is no annotation `@severity`; known are @id, @outcome, @approvals,"
                + " @cooloff, @expires, @quarantine, @because"),
        Arguments.of(
            "a quarantine of something else",
            BECAUSE + "@quarantine(\"operator\")\n" + ANY,
            "p.cedar:2:13: `operator` cannot be quarantined: write `session` or `agent`"),
        Arguments.of(
            "a quarantine on a hold",
            HOLD + "@approvals(\"1 peer\") @quarantine(\"agent\")\n" + ANY,
            "p.cedar:2:39: `@quarantine` means nothing but on a forbid without `@outcome`: it halts"
                + " together with a no"),
        Arguments.of(
            "an unknown outcome",
            BECAUSE + "@outcome(\"held\") @approvals(\"1 peer\")\n" + ANY,
            "p.cedar:2:10: the outcome `held` is not known: write `hold`, or leave `@outcome` out to"
                + " deny"),
        Arguments.of(
            "an outcome on a permit",
            "@outcome(\"hold\") @approvals(\"1 peer\")\npermit (principal, action, resource);",
            "p.cedar:1:1: `@outcome` on a permit means nothing: write a forbid that holds"),
        Arguments.of(
            "terms on a permit",
            "@approvals(\"1 peer\")\npermit (principal, action, resource);",
            "p.cedar:1:1: `@approvals` means nothing without `@outcome(\"hold\")` on a forbid"),
        Arguments.of(
            "terms without a hold",
            BECAUSE + "@cooloff(\"PT1M\")\n" + ANY,
            "p.cedar:2:1: `@cooloff` means nothing without `@outcome(\"hold\")` on a forbid"),
        Arguments.of(
            "a hold without terms",
            HOLD + "\n" + ANY,
            "p.cedar:1:1: a hold needs terms: add `@approvals(\"1 peer\")`, or `@cooloff(\"PT10M\")`"),
        Arguments.of(
            "zero approvals without cool-off",
            HOLD + "@approvals(\"0 peer\")\n" + ANY,
            "p.cedar:2:29: zero approvals hold nothing: ask for one, or add `@cooloff(\"PT10M\")`"),
        Arguments.of(
            "a group that nobody is in",
            HOLD + "@approvals(\"1 empty\")\n" + ANY,
            "p.cedar:2:29: nobody is in the group `empty`"),
        Arguments.of(
            "a misspelt group",
            HOLD + "@approvals(\"1 srre\")\n" + ANY,
            "p.cedar:2:29: nobody is in the group `srre`; did you mean `sre`?"),
        Arguments.of(
            "peers",
            HOLD + "@approvals(\"2 peers\")\n" + ANY,
            "p.cedar:2:29: nobody is in the group `peers`; did you mean `peer`?"),
        Arguments.of(
            "approvals without a number",
            HOLD + "@approvals(\"peer\")\n" + ANY,
            "p.cedar:2:29: `peer` asks nobody: write numbers and groups, as in `2 peer, 1"
                + " service-owner`"),
        Arguments.of(
            "approvals that end in a comma",
            HOLD + "@approvals(\"1 peer,\")\n" + ANY,
            "p.cedar:2:29: `` asks nobody: write numbers and groups, as in `2 peer, 1"
                + " service-owner`"),
        Arguments.of(
            "a round that asks nobody",
            BECAUSE + "@outcome(\"hold\") @approvals(\"1 peer, then 0 sre\")\n" + ANY,
            "p.cedar:2:29: a round before or after `then` asks nobody: ask for one vote at least in"
                + " each"),
        Arguments.of(
            "then before anything",
            BECAUSE + "@outcome(\"hold\") @approvals(\"then 1 peer\")\n" + ANY,
            "p.cedar:2:29: a round before or after `then` asks nobody: ask for one vote at least in"
                + " each"),
        Arguments.of(
            "then without a comma",
            BECAUSE + "@outcome(\"hold\") @approvals(\"1 sre then 1 peer\")\n" + ANY,
            "p.cedar:2:29: `1 sre then 1 peer` asks nobody: write numbers and groups, as in `2 peer, 1"
                + " service-owner`, and a comma before `then`"),
        Arguments.of(
            "too many rounds",
            BECAUSE
                + "@outcome(\"hold\") @approvals(\"1 sre, then 1 sre, then 1 sre, then 1 sre, then 1"
                + " sre, then 1 sre\")\n"
                + ANY,
            "p.cedar:2:29: more than 5 rounds are absurd"),
        Arguments.of(
            "a group asked twice",
            HOLD + "@approvals(\"1 peer, 2 peer\")\n" + ANY,
            "p.cedar:2:29: `peer` is asked twice"),
        Arguments.of(
            "too many votes",
            HOLD + "@approvals(\"21 peer\")\n" + ANY,
            "p.cedar:2:29: more than 20 votes are absurd"),
        Arguments.of(
            "a duration that is none",
            HOLD + "@cooloff(\"10m\")\n" + ANY,
            "p.cedar:2:27: `10m` is not an ISO duration: write hours and minutes as in `PT1H30M`"),
        Arguments.of(
            "no duration",
            HOLD + "@cooloff(\"PT0S\")\n" + ANY,
            "p.cedar:2:27: `@cooloff` is more than nothing and at most 30 days"),
        Arguments.of(
            "too long",
            HOLD + "@approvals(\"1 peer\") @expires(\"P31D\")\n" + ANY,
            "p.cedar:2:48: `@expires` is more than nothing and at most 30 days"),
        Arguments.of(
            "a review that expires first",
            HOLD + "@cooloff(\"PT2H\") @expires(\"PT1H\")\n" + ANY,
            "p.cedar:2:44: the review would expire before its cool-off is over: make `@expires`"
                + " longer than `@cooloff`"),
        Arguments.of(
            "a forbid that says nothing",
            ANY,
            "p.cedar:1:1: a forbid tells people why: add `@because(\"...\")` before it"),
        Arguments.of(
            "an empty sentence",
            "@because(\" \")\n" + ANY,
            "p.cedar:1:10: `@because` is a sentence of 1 to 500 characters"),
        Arguments.of(
            "an id that is built in",
            "@id(\"halt\")\n" + BECAUSE + ANY,
            "p.cedar:1:5: the id `halt` is built in: choose another"),
        Arguments.of(
            "an unknown type of resource",
            BECAUSE + "forbid (principal, action, resource in Stages::\"production\");",
            "p.cedar:1:1: in the head of `policy0`: no resource is a `Stages`; did you mean `Stage`?"),
        Arguments.of(
            "an unknown group of actions",
            BECAUSE + "forbid (principal, action in Action::\"destory\", resource);",
            "p.cedar:1:1: in the head of `policy0`: there is no action or group"
                + " `Action::\"destory\"`; did you mean `destroy`?"),
        Arguments.of(
            "an unknown role",
            BECAUSE + "forbid (principal in Role::\"admins\", action, resource);",
            "p.cedar:1:1: in the head of `policy0`: there is no `Role::\"admins\"`; known are agents,"
                + " people"),
        Arguments.of(
            "an unknown type of principal",
            BECAUSE + "forbid (principal is Robot, action, resource);",
            "p.cedar:1:1: in the head of `policy0`: no principal is a `Robot`; known are Agent,"
                + " Person, Role"),
        Arguments.of(
            "not Cedar",
            BECAUSE + "forbid (principal, action, resource)\nwhen { context.frozen }",
            "p.cedar:3:24: expected `when`, `unless` or `;`, found the end of the file"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRejectedWithItsPlaceAndWhatToWriteInstead(String what, String text, String problem) {
    assertThat(problems(Map.of("p.cedar", text))).as(what).containsExactly(problem);
  }

  @Test
  void aSetWithoutPoliciesIsRejected() {
    assertThat(problems(Map.of()))
        .containsExactly("policies: there is no policy: everything would be denied");
    assertThat(problems(Map.of("p.cedar", "// nothing\n")))
        .containsExactly("p.cedar: there is no policy: everything would be denied");
  }

  @Test
  void allProblemsAreGivenInTheOrderOfFilesAndPlaces() {
    assertThat(problems(Map.of("b.cedar", ANY, "a.cedar", ANY + "\n" + ANY)))
        .extracting(problem -> problem.substring(0, 11))
        .containsExactly("a.cedar:1:1", "a.cedar:2:1", "b.cedar:1:1");
  }

  @Test
  void goodPoliciesAreLoadedWithTheirDigest() {
    SourceFiles sources =
        SourceFiles.of(
            Map.of(
                "a.cedar",
                HOLD
                    + "@id(\"a\") @approvals(\"2 peer, 1 service-owner, 1 sre\") @cooloff(\"PT10M\")"
                    + " @expires(\"PT1H30M\")\n"
                    + "forbid (principal in Role::\"agents\", action in [Action::\"aws:s3\","
                    + " Action::\"aws\", Action::\"destroy\"], resource is Resource in"
                    + " Service::\"web\");",
                "b.cedar",
                "permit (principal, action == Action::\"aws:s3:GetObject\", resource);"));
    PolicySet.Result result = PolicySet.load(sources, catalog);
    assertThat(result)
        .isInstanceOfSatisfying(
            PolicySet.Result.Loaded.class,
            loaded -> {
              assertThat(loaded.policies().size()).isEqualTo(2);
              assertThat(loaded.policies().digest()).isEqualTo(sources.digest());
              assertThat(loaded.policies().files()).containsOnlyKeys("a.cedar", "b.cedar");
            });
  }

  private List<String> problems(Map<String, String> texts) {
    return switch (PolicySet.load(SourceFiles.of(texts), catalog)) {
      case PolicySet.Result.Loaded _ -> List.of("loaded");
      case PolicySet.Result.Rejected rejected ->
          rejected.problems().stream().map(Object::toString).toList();
    };
  }
}
