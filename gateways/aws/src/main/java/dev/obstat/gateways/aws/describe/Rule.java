package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of `operations.txt` or `verbs.txt`.
record Rule(
    OperationPattern pattern,
    Effect effect,
    Set<Harm> harms,
    Reversibility reversibility,
    String why) {
  private static final Pattern RECOVERABLE = Pattern.compile("recoverable (\\S+) with (.+)");

  Rule {
    harms = Set.copyOf(harms);
  }

  static Rule parse(String line) {
    String[] columns = line.split("\\s*\\|\\s*", -1);
    if (columns.length != 5) {
      throw new IllegalArgumentException("a line needs five columns: `" + line + "`");
    }
    Set<Harm> harms = EnumSet.noneOf(Harm.class);
    if (!columns[2].equals("-")) {
      for (String word : columns[2].split(",", -1)) {
        harms.add(Harm.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
      }
    }
    return new Rule(
        new OperationPattern(columns[0].strip()),
        Effect.valueOf(columns[1].toUpperCase(Locale.ROOT)),
        harms,
        reversibility(columns[3], columns[4]),
        columns[4]);
  }

  private static Reversibility reversibility(String word, String why) {
    Matcher recoverable = RECOVERABLE.matcher(word);
    if (recoverable.matches()) {
      return new Reversibility.Recoverable(
          recoverable.group(2), Duration.parse(recoverable.group(1)));
    }
    return switch (word) {
      case "reversible" -> new Reversibility.Reversible();
      case "irreversible" -> new Reversibility.Irreversible(why);
      case "unknown" -> new Reversibility.Unknown();
      default -> throw new IllegalArgumentException("unknown reversibility `" + word + "`");
    };
  }
}
