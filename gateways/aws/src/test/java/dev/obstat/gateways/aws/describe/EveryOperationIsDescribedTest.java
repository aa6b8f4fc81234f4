package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ApiOperation.Access;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Looks at the effect of every operation of the index.
class EveryOperationIsDescribedTest {
  private static final AwsModels MODELS = AwsModels.load();

  /// Held as unknown until a refresh brings them; their lines are ready because they hand out
  /// credentials or open shells.
  private static final List<String> NEWER_THAN_THE_INDEX =
      List.of(
          "bedrock-agentcore:GetResource*",
          "bedrock-agentcore:GetWorkloadAccessToken*",
          "cloudshell:*",
          "neptune-graph:Delete*",
          "neptune-graph:UpdateGraph[deletionProtection=false]");

  private static final Set<Access> CHANGING =
      EnumSet.of(Access.WRITE, Access.TAGGING, Access.PERMISSIONS);

  private interface Visitor {
    void visit(Service service, ApiOperation operation);
  }

  private static void all(Visitor visitor) {
    for (Service service : MODELS.services()) {
      for (ApiOperation operation : MODELS.model(service).operations()) {
        visitor.visit(service, operation);
      }
    }
  }

  @Test
  void onlyListedOperationsThatIamCallsWritesAreReads(TestReporter reporter) {
    Rules rules = new Rules();
    Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
    TreeSet<String> readsThatIamCallsWrites = new TreeSet<>();
    List<String> deletingReads = new ArrayList<>();
    all(
        (service, operation) -> {
          Rule rule = rules.decide(service.iam(), operation, Value.Structure.EMPTY);
          counts.merge(rule.effect(), 1, Integer::sum);
          String name = service.iam() + ":" + operation.name();
          if (rule.effect() == Effect.READ && CHANGING.contains(operation.access())) {
            readsThatIamCallsWrites.add(name);
          }
          if (rule.effect() == Effect.READ
              && operation
                  .name()
                  .matches(
                      "(Batch|Admin)?(Delete|Terminate|Remove|Purge|Put|Update|Create|Stop|Disable).*")) {
            deletingReads.add(name);
          }
        });
    reporter.publishEntry("effects", counts.toString());
    assertThat(deletingReads).isEmpty();
    TreeSet<String> excepted = new TreeSet<>();
    for (String line : Curated.lines("reads-that-iam-calls-changes.txt")) {
      String[] columns = line.split("\\s*\\|\\s*", -1);
      assertThat(columns).as("operation and reason of `" + line + "`").hasSize(2);
      assertThat(columns[1]).as("the reason of " + columns[0]).isNotBlank();
      excepted.add(columns[0]);
    }
    assertThat(readsThatIamCallsWrites).containsExactlyElementsOf(excepted);
    assertThat(counts.get(Effect.DISCLOSE)).isGreaterThan(100);
    assertThat(counts.get(Effect.MINT)).isGreaterThan(80);
  }

  @Test
  void everyCuratedLineIsAboutAnOperationThatExists() {
    List<String> patterns =
        Stream.of("operations.txt", "targets.txt", "later.txt", "unpinned.txt")
            .flatMap(file -> Curated.lines(file).stream())
            .map(line -> line.split("\\s*\\|\\s*| ", 2)[0].strip())
            .distinct()
            .toList();
    TreeSet<String> left = new TreeSet<>(patterns);
    Map<String, OperationPattern> parsed = new java.util.HashMap<>();
    patterns.forEach(pattern -> parsed.put(pattern, new OperationPattern(pattern)));
    all(
        (service, operation) ->
            left.removeIf(
                pattern -> {
                  OperationPattern one = parsed.get(pattern);
                  return one != null && one.names(service.iam(), operation.name());
                }));
    assertThat(left).containsExactlyElementsOf(NEWER_THAN_THE_INDEX);
  }

  /// Freezes and reviews of changes look at the effect.
  @Test
  void whateverLeavesSomethingBehindThatActsLaterIsAChange() {
    Rules rules = new Rules();
    List<OperationPattern> later =
        Curated.lines("later.txt").stream()
            .map(line -> new OperationPattern(line.split("\\s*\\|", 2)[0]))
            .toList();
    TreeSet<String> unchanging = new TreeSet<>();
    all(
        (service, operation) -> {
          boolean acts =
              later.stream().anyMatch(pattern -> pattern.names(service.iam(), operation.name()));
          if (acts
              && !rules
                  .decide(service.iam(), operation, Value.Structure.EMPTY)
                  .effect()
                  .changes()) {
            unchanging.add(service.iam() + ":" + operation.name());
          }
        });
    assertThat(unchanging).isEmpty();
  }
}
