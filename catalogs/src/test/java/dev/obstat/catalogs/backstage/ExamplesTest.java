package dev.obstat.catalogs.backstage;

import static dev.obstat.core.impact.Deeds.action;
import static dev.obstat.core.impact.Deeds.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.catalogs.files.TextFiles;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.context.Context;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.policy.PolicySet;
import dev.obstat.core.policy.Situation;
import dev.obstat.core.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The example catalog and the policies that ship, together: the incident they are there to stop.
final class ExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("obstat.root"));
  private static final Path CATALOG = ROOT.resolve("examples/catalogs/cost-reporting");
  private static final String REPORTS = "arn:aws:s3:::cost-reports-eu";

  private final Catalog catalog = catalog();
  private final PolicySet policies = policies();

  @Test
  void deletingTheReportsIsHeldForTwoPeersOneOfThemAnOwnerOfEveryServiceDown() {
    Action deletion = action(Effect.DELETE, List.of(known(REPORTS, Harm.REMOVES, Harm.LOSES_DATA)));
    Context context = new Situation(catalog).context(deletion);
    Impact impact = context.impact();
    assertThat(impact.down()).containsExactly("billing-export", "cost-explorer", "report-api");
    assertThat(impact.dataLost()).containsExactly("resource:cost-reports-eu");
    assertThat(impact.tierZeroDown()).isEqualTo(1);
    assertThat(impact.customers()).isEqualTo(Measure.of(43_600));
    assertThat(impact.revenuePerHour()).isEqualTo(Measure.of(19_350));
    assertThat(impact.recoveryMinutes()).isEqualTo(Measure.of(13 * 60));
    assertThat(impact.paths())
        .contains(
            new Impact.Path(
                List.of("resource:cost-reports-eu", "report-api", "cost-explorer"),
                Impact.End.DOWN));
    assertThat(policies.decide(deletion, context))
        .isInstanceOfSatisfying(
            Decision.Hold.class,
            hold ->
                assertThat(hold.terms().approvals())
                    .containsExactlyInAnyOrder(
                        new Terms.Approvals(new Group.Peers(), 2),
                        new Terms.Approvals(new Group.OwnersOf("billing-export"), 1),
                        new Terms.Approvals(new Group.OwnersOf("cost-explorer"), 1),
                        new Terms.Approvals(new Group.OwnersOf("report-api"), 1)));
    for (String service : impact.down()) {
      assertThat(catalog.groupsOf("rosa")).contains(catalog.ownersOf(service).orElseThrow());
    }
  }

  @Test
  void whatTheAgentDoesInTheDemoIsDecidedAsItsStoryTells() {
    assertThat(decide(action(Effect.READ, List.of(known(REPORTS)))))
        .isInstanceOf(Decision.Allow.class);
    assertThat(
            decide(
                action(
                    Effect.UPDATE,
                    List.of(known("arn:aws:s3:::cost-explorer-staging/dashboards.json")))))
        .isInstanceOf(Decision.Allow.class);
    assertThat(decide(action(Effect.UPDATE, List.of(known(REPORTS + "/reports/a.csv")))))
        .isInstanceOfSatisfying(
            Decision.Hold.class,
            hold ->
                assertThat(hold.terms().approvals())
                    .containsExactly(new Terms.Approvals(new Group.Peers(), 1)));
    assertThat(
            decide(
                action(
                    Effect.DELETE,
                    List.of(
                        known(
                            "arn:aws:sqs:elasticmq:000000000000:usage-events",
                            Harm.REMOVES,
                            Harm.LOSES_DATA)))))
        .isInstanceOf(Decision.Hold.class);
    assertThat(
            decide(
                action(Effect.DELETE, List.of(known("arn:aws:s3:::somebody-elses", Harm.REMOVES)))))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void filesWithTypingErrorsAreReadOrRejectedAndNothingElse() throws IOException {
    Random random = new Random(5);
    String text = Files.readString(CATALOG.resolve("catalog.yaml"));
    int rejected = 0;
    for (int round = 0; round < 1_500; round++) {
      String damaged = damaged(text, random);
      switch (CatalogFiles.read(SourceFiles.of(Map.of("catalog.yaml", damaged)))) {
        case CatalogFiles.Result.Loaded _ -> {}
        case CatalogFiles.Result.Rejected no -> {
          rejected++;
          assertThat(no.problems()).allMatch(problem -> !problem.message().isBlank());
        }
      }
    }
    assertThat(rejected).isGreaterThan(300);
  }

  @Test
  void policiesWithTypingErrorsAreLoadedOrRejectedAndDecideWhenTheyAreLoaded() {
    Random random = new Random(6);
    Action deletion = action(Effect.DELETE, List.of(known(REPORTS, Harm.REMOVES)));
    Context context = new Situation(catalog).context(deletion);
    int rejected = 0;
    for (int round = 0; round < 1_500; round++) {
      Map<String, String> texts = new TreeMap<>(shipped().texts());
      texts.replaceAll((_, text) -> damaged(text, random));
      switch (PolicySet.load(SourceFiles.of(texts), catalog)) {
        case PolicySet.Result.Loaded loaded ->
            assertThat(loaded.policies().decide(deletion, context).reasons()).isNotEmpty();
        case PolicySet.Result.Rejected no -> {
          rejected++;
          assertThat(no.problems()).allMatch(problem -> problem.at().line() > 0);
        }
      }
    }
    assertThat(rejected).isBetween(300, 1_499);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    String letters = ":-[]{}*&!|>'\"%@`#, \n\t\u0000\ud800x0";
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(damaged.length());
      char letter = letters.charAt(random.nextInt(letters.length()));
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, letter);
        default -> damaged.setCharAt(at, letter);
      }
    }
    return damaged.toString();
  }

  private Decision decide(Action action) {
    return policies.decide(action, new Situation(catalog).context(action));
  }

  private static Catalog catalog() {
    return switch (CatalogFiles.read(List.of(new CatalogSource.Backstage(CATALOG)))) {
      case CatalogFiles.Result.Loaded loaded -> loaded.catalog();
      case CatalogFiles.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }

  private static SourceFiles shipped() {
    return switch (TextFiles.read(List.of(ROOT.resolve("examples/policies")), List.of(".cedar"))) {
      case TextFiles.Result.Read read -> read.files();
      case TextFiles.Result.Unreadable unreadable ->
          throw new AssertionError(unreadable.problems());
    };
  }

  private PolicySet policies() {
    return switch (PolicySet.load(shipped(), catalog)) {
      case PolicySet.Result.Loaded loaded -> loaded.policies();
      case PolicySet.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }
}
