package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Target;

/// One line of `targets.txt`.
record TargetLine(OperationPattern pattern, Target.Part part, Template template) {

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
}
