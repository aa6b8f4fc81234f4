package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.Contents;
import dev.obstat.gateways.aws.describe.StackResources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks CloudFormation what a stack holds that is to be deleted, and what a change set removes or
/// replaces that is to be executed. Its resources become targets, each with the stage and the
/// owners that the catalog gives it.
public final class StackContents implements Contents {
  private static final int MOST_PAGES = 10;
  private static final Set<Harm> GONE = Set.of(Harm.REMOVES, Harm.LOSES_DATA);
  private static final Set<Harm> CHANGED = Set.of(Harm.DISABLES);

  private final StackResources resources = new StackResources();
  private final AwsReads reads;
  private final Asking asking;
  private final Clock clock;

  /// @param limit the answer is there in this time, or unknown
  public StackContents(AwsReads reads, Duration limit, Clock clock) {
    this.reads = reads;
    this.asking = new Asking(limit, _ -> Instant.MIN, clock);
    this.clock = clock;
  }

  /// One resource, as CloudFormation lists it.
  private record Listed(String type, String identifier, Set<Harm> harms) {}

  @Override
  public Action with(Action action) {
    return question(action).map(question -> with(action, question)).orElse(action);
  }

  private Action with(Action action, Question question) {
    There there = new There(action.place().region(), question.everyTime());
    Found found =
        asking
            .ask(action.place().account(), Map.of(there.key(), there), one -> ask(action, one))
            .getOrDefault(there.key(), new Found.Nothing("nobody was asked"));
    Set<Target> targets = new LinkedHashSet<>(action.targets());
    switch (found) {
      case Found.Nothing nothing -> targets.add(unknown(nothing.why()));
      case Found.Facts said -> {
        for (String line : said.facts().values()) {
          Listed one = listed(line);
          resources
              .target(
                  one.type(),
                  one.identifier(),
                  action.place().account(),
                  action.place().region(),
                  one.harms())
              .ifPresent(targets::add);
        }
      }
    }
    return targets.size() > Action.MOST_TARGETS
        ? action.with(List.of(unknown("it holds more than can be decided on at once")))
        : action.with(List.copyOf(targets));
  }

  private static Target unknown(String why) {
    return new Target.Unresolved(
        "the stack's resources", "nobody could tell what the stack holds: " + why, GONE);
  }

  private Found ask(Action action, There there) {
    try {
      return new Found.Facts(
          there.question().how().apply(reading -> reads.ask(action, there.region(), reading)),
          clock.instant());
    } catch (Question.NotTold no) {
      return new Found.Nothing(no.why());
    }
  }

  private static Optional<Question> question(Action action) {
    String stack = text(action, "StackName");
    return switch (action.operation().toString()) {
      case "aws:cloudformation:DeleteStack" ->
          Optional.of(
              new Question(
                  "stack-resources " + stack, "resources", asker -> ofStack(stack, asker), false));
      case "aws:cloudformation:ExecuteChangeSet" -> {
        String changes = text(action, "ChangeSetName");
        yield Optional.of(
            new Question(
                "changes " + stack + " " + changes,
                "changes",
                asker -> ofChangeSet(stack, changes, asker),
                false));
      }
      case String _ -> Optional.empty();
    };
  }

  private static String text(Action action, String parameter) {
    return action.parameters().members().get(parameter) instanceof Value.Text(String text)
        ? text
        : "";
  }

  private static SortedMap<String, String> ofStack(String stack, Question.Asker asker) {
    SortedMap<String, String> lines = new TreeMap<>();
    String next = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Part answer =
          page(asker, ReadOperation.LIST_STACK_RESOURCES, Map.of("StackName", stack), next);
      Part result = only(answer, "ListStackResourcesResult");
      for (Part one : result.each("StackResourceSummaries", "member")) {
        // What was never made has no name yet.
        if (!one.text("ResourceStatus").equals("DELETE_COMPLETE")
            && !one.text("PhysicalResourceId").isEmpty()) {
          lines.put(
              one.text("LogicalResourceId"),
              line(one.text("ResourceType"), one.text("PhysicalResourceId"), GONE));
        }
      }
      next = result.text("NextToken");
      if (next.isEmpty()) {
        return lines;
      }
    }
    throw new Question.NotTold("it has more resources than are looked at");
  }

  private static SortedMap<String, String> ofChangeSet(
      String stack, String changes, Question.Asker asker) {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("ChangeSetName", changes);
    if (!stack.isEmpty()) {
      named.put("StackName", stack);
    }
    SortedMap<String, String> lines = new TreeMap<>();
    String next = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Part answer = page(asker, ReadOperation.DESCRIBE_CHANGE_SET, named, next);
      Part result = only(answer, "DescribeChangeSetResult");
      for (Part one : result.each("Changes", "member", "ResourceChange")) {
        harms(one.text("Action"), one.text("Replacement"))
            .ifPresent(
                harms ->
                    lines.put(
                        one.text("LogicalResourceId"),
                        line(one.text("ResourceType"), one.text("PhysicalResourceId"), harms)));
      }
      next = result.text("NextToken");
      if (next.isEmpty()) {
        return lines;
      }
    }
    throw new Question.NotTold("it has more changes than are looked at");
  }

  /// What is added takes nothing; what may be replaced counts as replaced.
  private static Optional<Set<Harm>> harms(String action, String replacement) {
    return switch (action) {
      case "Add", "Import" -> Optional.empty();
      case "Modify" -> Optional.of(replacement.equals("False") ? CHANGED : GONE);
      case String _ -> Optional.of(GONE);
    };
  }

  private static Part page(
      Question.Asker asker, ReadOperation operation, Map<String, String> named, String next) {
    Map<String, String> form = new TreeMap<>(named);
    if (!next.isEmpty()) {
      form.put("NextToken", next);
    }
    return Told.parts(asker.ask(Reading.of(operation, form)));
  }

  private static Part only(Part answer, String name) {
    List<Part> found = answer.each(name);
    if (found.size() != 1) {
      throw new Question.NotTold("an unexpected answer");
    }
    return found.getFirst();
  }

  private static String line(String type, String identifier, Set<Harm> harms) {
    return (harms.equals(GONE) ? "gone " : "changed ") + type + " " + identifier;
  }

  private static Listed listed(String line) {
    String[] words = line.split(" ", 3);
    return new Listed(words[1], words[2], words[0].equals("gone") ? GONE : CHANGED);
  }
}
