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
  private static final Pattern CONDITION = Pattern.compile("\\[([^\\]]+)\\]");

  private final String written;
  private final Pattern service;
  private final Pattern operation;
  private final List<Condition> conditions = new ArrayList<>();

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
      conditions.add(Condition.parse(condition.group(1)));
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
    return conditions.stream().allMatch(condition -> condition.isKnownTo(input.members()));
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
