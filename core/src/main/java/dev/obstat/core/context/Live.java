package dev.obstat.core.context;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What was found out about the targets that an action harms.
///
/// @param answers by the name of the target as it is shown; empty when nothing had to be asked
/// @param dryRun what the other side would say to the action itself
public record Live(SortedMap<String, Answer> answers, DryRun dryRun) {
  public static final Live NOT_ASKED = new Live(new TreeMap<>());

  /// When the newest backup was made that outlives the action: an instant, or [#NONE].
  public static final String NEWEST_BACKUP = "newest-backup";

  public static final String NONE = "none";

  /// What the names of tags begin with. Whoever may tag writes them, so they only speak against an
  /// action.
  public static final String TAG = "tag:";

  public Live {
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  public Live(SortedMap<String, Answer> answers) {
    this(answers, new DryRun.NotMade());
  }

  /// What is known of one target.
  public sealed interface Answer {

    /// @param facts by name, as the other side says them: `versioning` is `enabled`
    /// @param gaps what was asked too and not answered, by name, and why not
    /// @param asOf when the other side said so, the earliest of them
    /// @param undo what they mean for undoing this action; [Reversibility.Unknown] where they do
    ///   not say
    /// @param spared what the target does not lose after all, because of what it is
    record Known(
        SortedMap<String, String> facts,
        SortedMap<String, String> gaps,
        Instant asOf,
        Reversibility undo,
        Set<Harm> spared)
        implements Answer {
      public Known {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        gaps = Collections.unmodifiableSortedMap(new TreeMap<>(gaps));
        spared = Set.copyOf(spared);
      }

      /// With every question answered.
      public Known(SortedMap<String, String> facts, Instant asOf, Reversibility undo) {
        this(facts, new TreeMap<>(), asOf, undo, Set.of());
      }
    }

    record Unknown(String why) implements Answer {}
  }

  /// What came of asking the other side whether it would do it, without doing it.
  public sealed interface DryRun {

    /// The service offers none for the operation, or nobody asked.
    record NotMade() implements DryRun {}

    /// It would be taken on. That says nothing of what would come of it.
    record WouldGo() implements DryRun {}

    /// It would have been refused anyway.
    record WouldBeRefused(String why) implements DryRun {}

    record Unknown(String why) implements DryRun {}

    /// The name used in policies and on pages.
    default String word() {
      return switch (this) {
        case NotMade _ -> "not-made";
        case WouldGo _ -> "would-go";
        case WouldBeRefused _ -> "would-be-refused";
        case Unknown _ -> "unknown";
      };
    }
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

  /// What was asked of any target and not answered, by name.
  public SortedSet<String> gaps() {
    SortedSet<String> names = new TreeSet<>();
    answers.values().forEach(answer -> names.addAll(gapsOf(answer).keySet()));
    return names;
  }

  private static SortedMap<String, String> gapsOf(Answer answer) {
    return switch (answer) {
      case Answer.Known known -> known.gaps();
      case Answer.Unknown _ -> new TreeMap<>();
    };
  }

  /// Whether all that was asked was answered.
  public boolean isKnown() {
    return unknown().isEmpty() && gaps().isEmpty();
  }

  /// The facts that hold of every target asked about: one that is protected does not speak for
  /// another that is not. Tags are not among them.
  public SortedMap<String, String> common() {
    SortedMap<String, String> common = new TreeMap<>();
    boolean first = true;
    for (Answer answer : answers.values()) {
      Map<String, String> facts = factsOf(answer);
      if (first) {
        facts.forEach(
            (name, value) -> {
              if (!name.startsWith(TAG)) {
                common.put(name, value);
              }
            });
        first = false;
      } else {
        common.entrySet().removeIf(fact -> !fact.getValue().equals(facts.get(fact.getKey())));
      }
    }
    return common;
  }

  private static SortedMap<String, String> factsOf(Answer answer) {
    return switch (answer) {
      case Answer.Known known -> known.facts();
      case Answer.Unknown _ -> new TreeMap<>();
    };
  }

  /// What stands on any of the targets, as `KEY=VALUE`.
  public SortedSet<String> tags() {
    SortedSet<String> tags = new TreeSet<>();
    answers
        .values()
        .forEach(
            answer ->
                factsOf(answer)
                    .forEach(
                        (name, value) -> {
                          if (name.startsWith(TAG)) {
                            tags.add(name.substring(TAG.length()) + "=" + value);
                          }
                        }));
    return tags;
  }

  /// When the newest backup was made of the target whose newest is the oldest; empty when any has
  /// none, or nobody knows.
  public Optional<Instant> newestBackup() {
    Optional<Instant> oldest = Optional.empty();
    for (Answer answer : answers.values()) {
      Optional<Instant> newest = instant(factsOf(answer).getOrDefault(NEWEST_BACKUP, NONE));
      if (newest.isEmpty()) {
        return newest;
      }
      if (oldest.isEmpty() || newest.get().isBefore(oldest.get())) {
        oldest = newest;
      }
    }
    return oldest;
  }

  /// How many targets are known to have no backup at all.
  public int withoutBackup() {
    return (int)
        answers.values().stream()
            .filter(answer -> NONE.equals(factsOf(answer).get(NEWEST_BACKUP)))
            .count();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Whether nothing that spoke for the other, seen earlier of the same action, has become worse or
  /// unknown: each of its facts still holds, and its backups are not older. What is not among the
  /// other's answers is not compared.
  public boolean noWorseThan(Live seen) {
    return worseThan(seen).isEmpty();
  }

  /// What became worse than the other had it, in words.
  public List<String> worseThan(Live seen) {
    List<String> worse = new ArrayList<>();
    seen.answers.forEach(
        (name, then) -> {
          Map<String, String> now =
              answers.containsKey(name) ? factsOf(answers.get(name)) : new TreeMap<>();
          factsOf(then)
              .forEach(
                  (fact, value) -> {
                    String today = now.getOrDefault(fact, "not known");
                    if (MATERIAL.contains(fact) && !stillHolds(value, today)) {
                      worse.add(fact + " of `" + name + "` was " + value + " and is " + today);
                    }
                  });
        });
    return worse;
  }

  /// Facts that people rely on when they let something go. Of other facts (a size, a tag) some
  /// change by themselves.
  private static final Set<String> MATERIAL =
      Set.of(
          NEWEST_BACKUP,
          "versioning",
          "object-lock",
          "point-in-time-recovery",
          "deletion-protection",
          "replicas");

  /// What speaks for nobody, so that anything else is no worse.
  private static final Set<String> NO_PROTECTION = Set.of(NONE, "off", "0", "suspended", "unknown");

  private static boolean stillHolds(String then, String now) {
    if (then.equals(now) || NO_PROTECTION.contains(then)) {
      return true;
    }
    Optional<Instant> before = instant(then);
    if (before.isPresent()) {
      return instant(now).filter(one -> !one.isBefore(before.get())).isPresent();
    }
    return isNumber(then) && isNumber(now) && Long.parseLong(now) >= Long.parseLong(then);
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}");
  }

  /// The same with at most so many answers, those of which least is known first.
  public Live atMost(int most) {
    if (answers.size() <= most) {
      return this;
    }
    SortedMap<String, Answer> kept = new TreeMap<>();
    for (boolean unknownOnes : new boolean[] {true, false}) {
      answers.forEach(
          (name, answer) -> {
            boolean lacks = answer instanceof Answer.Unknown || !gapsOf(answer).isEmpty();
            if (lacks == unknownOnes && kept.size() < most) {
              kept.put(name, answer);
            }
          });
    }
    return new Live(kept, dryRun);
  }

  /// The action with what is now known of it: whether it can be undone, where only what was unknown
  /// is filled in, and only where every harmed target has an answer, the worst of which counts; and
  /// without the harm that its targets are spared.
  public Action judge(Action action) {
    List<Target> targets = action.targets().stream().map(this::judge).toList();
    Action judged = targets.equals(action.targets()) ? action : action.with(targets);
    return switch (judged.reversibility()) {
      case Reversibility.Unknown _ -> judged.with(worst());
      case Reversibility.Reversible _, Reversibility.Recoverable _, Reversibility.Irreversible _ ->
          judged;
    };
  }

  private Target judge(Target target) {
    Answer answer = answers.get(target.shownName());
    if (!(answer instanceof Answer.Known known)
        || !(target instanceof Target.Known)
        || Collections.disjoint(known.spared(), target.harms())) {
      return target;
    }
    EnumSet<Harm> left = EnumSet.copyOf(target.harms());
    left.removeAll(known.spared());
    return target.losing(left);
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
