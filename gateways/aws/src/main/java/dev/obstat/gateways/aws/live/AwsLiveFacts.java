package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Live;
import dev.obstat.core.context.LiveFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks AWS about what an action would harm. Of what no source knows, nothing is known, and that is
/// said.
public final class AwsLiveFacts implements LiveFacts {
  private static final List<Source> SOURCES =
      List.of(
          new Buckets(),
          new Tables(),
          new Databases(),
          new Machines(),
          new Keys(),
          new Stacks(),
          new Caches(),
          new FileSystems(),
          new SecretStore());

  private final AwsReads reads;
  private final Asking asking;
  private final Clock clock;

  /// @param limit all answers to one action are there in this time, or unknown
  public AwsLiveFacts(AwsReads reads, Duration limit, Clock clock) {
    this.reads = reads;
    this.asking = new Asking(limit, clock);
    this.clock = clock;
  }

  /// What is asked about one target.
  private record Asked(Source source, List<There> questions) {}

  @Override
  public Live of(Action action) {
    if (!action.operation().gateway().equals("aws")) {
      return Live.unknown(action, "`" + action.operation().gateway() + "` is not asked");
    }
    Map<String, Asked> asked = new TreeMap<>();
    Map<String, There> questions = new LinkedHashMap<>();
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty() && target instanceof Target.Known known) {
        asked(action, known)
            .ifPresent(
                one -> {
                  asked.put(known.name(), one);
                  one.questions().forEach(there -> questions.put(there.key(), there));
                });
      }
    }
    Map<String, Found> found =
        asking.ask(action.place().account(), questions, there -> one(action, there));
    SortedMap<String, Live.Answer> answers = new TreeMap<>();
    Set<String> refusals = new TreeSet<>();
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty()) {
        Live.Answer answer = answer(action, target, asked, found);
        answers.merge(target.shownName(), answer, AwsLiveFacts::lessKnown);
        if (answer instanceof Live.Answer.Known known && asked.containsKey(target.shownName())) {
          String why = asked.get(target.shownName()).source().refusal(action, known.facts());
          if (!why.isEmpty()) {
            refusals.add("`" + target.shownName() + "`: " + why);
          }
        }
      }
    }
    return new Live(
        answers,
        refusals.isEmpty()
            ? new Live.DryRun.NotMade()
            : new Live.DryRun.WouldBeRefused(String.join("; ", refusals)));
  }

  private Found one(Action action, There there) {
    try {
      return new Found.Facts(
          there.question().how().apply(reading -> reads.ask(action, there.region(), reading)),
          clock.instant());
    } catch (Question.NotTold no) {
      return new Found.Nothing(no.why());
    }
  }

  /// A target's region is its own; one without (a bucket) is looked for where the action is.
  private static Optional<Asked> asked(Action action, Target.Known target) {
    String[] parts = target.name().split(":", 6);
    String region = parts.length == 6 && !parts[3].isEmpty() ? parts[3] : action.place().region();
    if (parts.length == 6 && !parts[4].isEmpty() && !parts[4].equals(action.place().account())) {
      return Optional.empty();
    }
    for (Source source : SOURCES) {
      List<Question> own = source.questions(action, target);
      if (!own.isEmpty()) {
        List<Question> all =
            Stream.of(own, Stacks.membership(target), RecoveryPoints.of(target))
                .flatMap(List::stream)
                .toList();
        return Optional.of(
            new Asked(source, all.stream().map(one -> new There(region, one)).toList()));
      }
    }
    return Optional.empty();
  }

  private static Live.Answer answer(
      Action action, Target target, Map<String, Asked> asked, Map<String, Found> found) {
    return switch (target) {
      case Target.Unresolved unresolved -> new Live.Answer.Unknown(unresolved.why());
      case Target.Known known -> {
        Asked one = asked.get(known.name());
        yield one == null
            ? new Live.Answer.Unknown(whyNot(action, known))
            : joined(action, one, found);
      }
    };
  }

  private static String whyNot(Action action, Target.Known target) {
    String[] parts = target.name().split(":", 6);
    return parts.length == 6 && !parts[4].isEmpty() && !parts[4].equals(action.place().account())
        ? "it is in account `" + parts[4] + "`, where nobody is asked"
        : "nobody is asked about such a thing";
  }

  private static Live.Answer joined(Action action, Asked asked, Map<String, Found> found) {
    SortedMap<String, String> facts = new TreeMap<>();
    SortedMap<String, String> gaps = new TreeMap<>();
    List<Instant> times = new ArrayList<>();
    boolean allBackupsSeen = true;
    for (There there : asked.questions()) {
      switch (found.getOrDefault(there.key(), new Found.Nothing("it was not asked"))) {
        case Found.Nothing nothing -> {
          gaps.put(there.question().about(), nothing.why());
          allBackupsSeen = false;
        }
        case Found.Facts said -> {
          said.facts().forEach((name, value) -> add(facts, name, value));
          times.add(said.asOf());
        }
      }
    }
    if (!allBackupsSeen) {
      // That one source has no backup says nothing while another has not answered.
      facts.remove(Live.NEWEST_BACKUP, Live.NONE);
    }
    if (times.isEmpty()) {
      return new Live.Answer.Unknown(
          gaps.entrySet().stream()
              .map(gap -> gap.getKey() + ": " + gap.getValue())
              .collect(Collectors.joining("; ")));
    }
    return new Live.Answer.Known(
        facts,
        gaps,
        times.stream().min(Instant::compareTo).orElseThrow(),
        asked.source().undo(action, facts),
        asked.source().spared(action, facts));
  }

  /// Of backups several sources speak: the later counts, and one is more than none.
  private static void add(SortedMap<String, String> facts, String name, String value) {
    String before = facts.get(name);
    if (before == null || (name.equals(Live.NEWEST_BACKUP) && isLater(value, before))) {
      facts.put(name, value);
    }
  }

  private static boolean isLater(String backup, String before) {
    return !backup.equals(Live.NONE)
        && (before.equals(Live.NONE) || Instant.parse(backup).isAfter(Instant.parse(before)));
  }

  /// The same name twice, once not resolved: nobody knows which is meant.
  private static Live.Answer lessKnown(Live.Answer one, Live.Answer other) {
    return switch (one) {
      case Live.Answer.Unknown _ -> one;
      case Live.Answer.Known _ -> other;
    };
  }
}
