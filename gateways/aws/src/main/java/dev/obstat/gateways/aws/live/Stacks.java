package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// What CloudFormation says: of a stack, and of any resource, whether it belongs to one. A tag
/// would say so too, and say it of what only carries the tag.
final class Stacks implements Source {
  private static final String STACK = "stack";

  /// Services whose resources are known to CloudFormation by the last part of their ARN.
  private static final Set<String> BY_NAME =
      Set.of("s3", "dynamodb", "rds", "ec2", "kms", "elasticache", "elasticfilesystem");

  private static final Pattern TAIL = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    Optional<String> stack = Told.name(target.name(), "cloudformation", "stack/");
    if (stack.isPresent()) {
      String name = stack.get().replaceFirst("/.*", "");
      return List.of(
          Question.of(
              STACK,
              Reading.of(ReadOperation.DESCRIBE_STACKS, "StackName", name),
              answer -> stack(name, Told.parts(answer))));
    }
    return List.of();
  }

  /// Whether a resource that goes is one of a stack's.
  static List<Question> membership(Target.Known target) {
    String[] parts = target.name().split(":", 6);
    if (!target.harms().contains(Harm.REMOVES) || parts.length < 6 || !BY_NAME.contains(parts[2])) {
      return List.of();
    }
    String name = parts[5].substring(Math.max(parts[5].indexOf(':'), parts[5].indexOf('/')) + 1);
    boolean part = parts[2].equals("s3") && parts[5].indexOf('/') >= 0;
    return part || !TAIL.matcher(name).matches()
        ? List.of()
        : List.of(
            Question.of(
                STACK,
                Reading.of(ReadOperation.DESCRIBE_STACK_RESOURCES, "PhysicalResourceId", name),
                Stacks::membership));
  }

  private static SortedMap<String, String> membership(AwsReads.Answer answer) {
    SortedMap<String, String> facts = Told.facts();
    // That it is of no stack is an error to CloudFormation.
    if (answer instanceof AwsReads.Answer.Refused refused
        && refused.code().equals("ValidationError")) {
      facts.put(STACK, Live.NONE);
      return facts;
    }
    List<Part> resources =
        Told.parts(answer).each("DescribeStackResourcesResult", "StackResources", "member");
    String name = resources.isEmpty() ? "" : resources.getFirst().text("StackName");
    if (name.isEmpty()) {
      throw new Question.NotTold("an unexpected answer");
    }
    Told.put(facts, STACK, name);
    return facts;
  }

  private static SortedMap<String, String> stack(String name, Part answer) {
    Part stack = Told.one(answer, name, "StackName", "DescribeStacksResult", "Stacks", "member");
    SortedMap<String, String> facts = Told.facts();
    Told.put(facts, Told.STATE, stack.text("StackStatus"));
    facts.put(Told.PROTECTION, Told.onOff(stack.isTrue("EnableTerminationProtection")));
    Told.put(facts, "parent-stack", stack.text("RootId"));
    Told.tags(facts, stack.each("Tags", "member"), "Key", "Value");
    return facts;
  }

  @Override
  public String refusal(Action action, Map<String, String> facts) {
    return action.operation().name().equals("DeleteStack")
            && facts.getOrDefault(Told.PROTECTION, "").equals(Told.ON)
        ? "termination protection is on"
        : "";
  }
}
