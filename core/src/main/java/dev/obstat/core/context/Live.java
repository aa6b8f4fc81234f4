package dev.obstat.core.context;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What was found out about the targets that an action harms.
///
/// @param answers by the name of the target as it is shown; empty when nothing had to be asked
public record Live(SortedMap<String, Answer> answers) {
  public static final Live NOT_ASKED = new Live(new TreeMap<>());

  public Live {
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /// What is known of one target.
  public sealed interface Answer {

    /// @param facts by name, as the other side says them: `versioning` is `enabled`
    /// @param asOf when the other side said so
    /// @param undo what they mean for undoing this action; [Reversibility.Unknown] where they do
    ///   not say
    record Known(SortedMap<String, String> facts, Instant asOf, Reversibility undo)
        implements Answer {
      public Known {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
      }
    }

    record Unknown(String why) implements Answer {}
  }

  /// Nothing is known of any target that the action harms.
  public static Live unknown(Action action, String why) {
    SortedMap<String, Answer> answers = new TreeMap<>();
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty()) {
        answers.put(target.shownName(), new Answer.Unknown(why));
      }
    }
    return new Live(answers);
  }

  /// The targets that nobody could tell anything of.
  public SortedSet<String> unknown() {
    SortedSet<String> names = new TreeSet<>();
    answers.forEach(
        (name, answer) -> {
          switch (answer) {
            case Answer.Unknown _ -> names.add(name);
            case Answer.Known _ -> {}
          }
        });
    return names;
  }

  /// Whether something is known of all that was asked about.
  public boolean isKnown() {
    return unknown().isEmpty();
  }

  /// The facts that hold of every target asked about: one that is protected does not speak for
  /// another that is not.
  public SortedMap<String, String> common() {
    SortedMap<String, String> common = new TreeMap<>();
    boolean first = true;
    for (Answer answer : answers.values()) {
      Map<String, String> facts =
          switch (answer) {
            case Answer.Known known -> known.facts();
            case Answer.Unknown _ -> Map.of();
          };
      if (first) {
        common.putAll(facts);
        first = false;
      } else {
        common.entrySet().removeIf(fact -> !fact.getValue().equals(facts.get(fact.getKey())));
      }
    }
    return common;
  }

  /// The action with what is now known of undoing it. Only what was unknown is filled in, and only
  /// where every harmed target has an answer; the worst of them counts.
  public Action judge(Action action) {
    return switch (action.reversibility()) {
      case Reversibility.Unknown _ -> action.with(worst());
      case Reversibility.Reversible _, Reversibility.Recoverable _, Reversibility.Irreversible _ ->
          action;
    };
  }

  private Reversibility worst() {
    Reversibility worst = new Reversibility.Reversible();
    for (Answer answer : answers.values()) {
      worst =
          switch (answer) {
            case Answer.Unknown _ -> new Reversibility.Unknown();
            case Answer.Known known -> worse(worst, known.undo());
          };
      if (worst instanceof Reversibility.Unknown) {
        return worst;
      }
    }
    return answers.isEmpty() ? new Reversibility.Unknown() : worst;
  }

  private static Reversibility worse(Reversibility one, Reversibility other) {
    return rank(other) > rank(one) ? other : one;
  }

  private static int rank(Reversibility reversibility) {
    return switch (reversibility) {
      case Reversibility.Reversible _ -> 0;
      case Reversibility.Recoverable _ -> 1;
      case Reversibility.Irreversible _ -> 2;
      case Reversibility.Unknown _ -> 3;
    };
  }
}
