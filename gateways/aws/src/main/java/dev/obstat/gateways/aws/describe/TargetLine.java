package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Target;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Place;
import java.util.regex.Pattern;

/// One line of `targets.txt`.
record TargetLine(OperationPattern pattern, Target.Part part, Template template) {
  private static final Pattern CONDITION = Pattern.compile("\\[([^\\]]+)\\]");

  static TargetLine parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("a line needs three words: `" + line + "`");
    }
    Target.Part part =
        switch (words[1]) {
          case "object" -> Target.Part.OBJECT;
          case "source" -> Target.Part.SOURCE;
          case "role" -> Target.Part.PASSED_ROLE;
          case "code" -> Target.Part.LATER_CODE;
          default -> throw new IllegalArgumentException("unknown part `" + words[1] + "`");
        };
    return new TargetLine(new OperationPattern(words[0]), part, new Template(words[2]));
  }

  /// Whether every request of the operation has what the line asks for.
  boolean isCertain(Shape.Structure input) {
    return CONDITION
            .matcher(pattern.toString())
            .results()
            .allMatch(condition -> isRequired(input, condition.group(1)))
        && template.isIn(input);
  }

  TargetLine with(Template other) {
    return new TargetLine(pattern, part, other);
  }

  /// Whether a parameter is in every request. Parts of parameters, and conditions on a value or on
  /// an absence, are not.
  static boolean isRequired(Shape.Structure input, String path) {
    Shape.Member member = input.members().get(path);
    return member != null && (member.is(Mark.REQUIRED) || member.place() == Place.LABEL);
  }
}
