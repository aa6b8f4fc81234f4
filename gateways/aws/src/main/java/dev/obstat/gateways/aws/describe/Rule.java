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

  /// Whether it makes less of a request than the line without its conditions would.
  boolean softens() {
    return pattern.isConditional()
        && (effect == Effect.READ || reversibility instanceof Reversibility.Recoverable);
  }

  /// Both at once: all harms, the worse effect and reversibility, and the reasons of both.
  Rule join(Rule other) {
    Set<Harm> both = EnumSet.noneOf(Harm.class);
    both.addAll(harms);
    both.addAll(other.harms);
    return new Rule(
        pattern,
        rank(other.effect) > rank(effect) ? other.effect : effect,
        both,
        rank(other.reversibility) > rank(reversibility) ? other.reversibility : reversibility,
        why.equals(other.why) ? why : why + "; " + other.why);
  }

  private static int rank(Effect effect) {
    return switch (effect) {
      case READ -> 0;
      case CREATE -> 1;
      case UPDATE -> 2;
      case EXECUTE -> 3;
      case DISCLOSE -> 4;
      case PERMISSIONS -> 5;
      case MINT -> 6;
      case REPLACE -> 7;
      case DELETE -> 8;
    };
  }

  private static int rank(Reversibility reversibility) {
    return switch (reversibility) {
      case Reversibility.Reversible _ -> 0;
      case Reversibility.Recoverable _ -> 1;
      case Reversibility.Unknown _ -> 2;
      case Reversibility.Irreversible _ -> 3;
    };
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
