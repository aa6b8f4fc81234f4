package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which requests a curated line is about: `rds:DeleteDB*[SkipFinalSnapshot=true][!Name]`.
final class OperationPattern {
  private static final Pattern FORM = Pattern.compile("([^:\\[]+):([^\\[]+)((?:\\[[^\\]]+\\])*)");
  private static final Pattern CONDITION = Pattern.compile("\\[(!?)([^=\\]]+)(?:=([^\\]]*))?\\]");

  private final String written;
  private final Pattern service;
  private final Pattern operation;
  private final List<Condition> conditions = new ArrayList<>();

  private record Condition(boolean absent, String path, String value, boolean valued) {
    boolean holds(Value parameters) {
      List<Value> found = Parameters.at(parameters, path);
      if (!valued) {
        return found.isEmpty() == absent;
      }
      return found.stream().anyMatch(one -> Parameters.text(one).equalsIgnoreCase(value));
    }
  }

  OperationPattern(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not `SERVICE:OPERATION[condition]`: `" + text + "`");
    }
    written = text;
    service = glob(form.group(1));
    operation = glob(form.group(2));
    Matcher condition = CONDITION.matcher(form.group(3));
    while (condition.find()) {
      String value = condition.group(3);
      conditions.add(
          new Condition(
              condition.group(1).equals("!"),
              condition.group(2),
              value == null ? "" : value,
              value != null));
    }
  }

  private static Pattern glob(String text) {
    return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
  }

  boolean names(String iam, String name) {
    return service.matcher(iam).matches() && operation.matcher(name).matches();
  }

  boolean isConditional() {
    return !conditions.isEmpty();
  }

  /// Whether the model has every parameter that must be there.
  boolean isKnownTo(Shape.Structure input) {
    return conditions.stream()
        .filter(condition -> !condition.absent())
        .allMatch(condition -> input.members().containsKey(condition.path().split("\\.", 2)[0]));
  }

  boolean holds(Value parameters) {
    return conditions.stream().allMatch(condition -> condition.holds(parameters));
  }

  /// As it stands in the file.
  @Override
  public String toString() {
    return written;
  }
}
