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

  /// How many answers that passed by are tried before one is asked for.
  private static final int MOST_TRIED = 3;

  private static final String DRY_RUN = "dry-run";

  private final AwsReads reads;
  private final DryRuns dryRuns;
  private final PassingAnswers passing;
  private final Asking asking;
  private final Clock clock;

  /// @param limit all answers to one action are there in this time, or unknown
  public AwsLiveFacts(
      AwsReads reads, DryRuns dryRuns, PassingAnswers passing, Duration limit, Clock clock) {
    this.reads = reads;
    this.dryRuns = dryRuns;
    this.passing = passing;
    this.asking = new Asking(limit, passing::lastChange, clock);
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
    rehearsal(action).ifPresent(there -> questions.put(there.key(), there));
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
            ? dryRun(action, found)
            : new Live.DryRun.WouldBeRefused(String.join("; ", refusals)));
  }

  /// The dry run is one question among the others.
  private Optional<There> rehearsal(Action action) {
    if (!dryRuns.isOffered(action)) {
      return Optional.empty();
    }
    return Optional.of(
        new There(
            action.place().region(),
            new Question(
                DRY_RUN + " " + action.digest(),
                DRY_RUN,
                _ -> {
                  SortedMap<String, String> said = new TreeMap<>();
                  switch (dryRuns.of(action)) {
                    case Live.DryRun.Unknown unknown -> throw new Question.NotTold(unknown.why());
                    case Live.DryRun.WouldBeRefused no -> said.put(DRY_RUN, no.why());
                    case Live.DryRun.WouldGo _, Live.DryRun.NotMade _ -> {}
                  }
                  return said;
                },
                true)));
  }

  private Live.DryRun dryRun(Action action, Map<String, Found> found) {
    Optional<Found> said = rehearsal(action).map(there -> found.get(there.key()));
    if (said.isEmpty()) {
      return new Live.DryRun.NotMade();
    }
    return switch (said.get()) {
      case Found.Nothing nothing -> new Live.DryRun.Unknown(nothing.why());
      case Found.Facts facts when facts.facts().containsKey(DRY_RUN) ->
          new Live.DryRun.WouldBeRefused(facts.facts().get(DRY_RUN));
      case Found.Facts _ -> new Live.DryRun.WouldGo();
    };
  }

  /// What passed by and is fresh goes before asking. An answer that does not tell is no answer: the
  /// agent chose what it asked for.
  private Found one(Action action, There there) {
    for (int tried = 0; tried < MOST_TRIED; tried++) {
      Answers answers = new Answers(action, there.region(), tried);
      try {
        SortedMap<String, String> facts = there.question().how().apply(answers);
        return new Found.Facts(facts, answers.asOf());
      } catch (Question.NotTold no) {
        if (!answers.usedWhatPassed) {
          return new Found.Nothing(no.why());
        }
      }
    }
    Answers asked = new Answers(action, there.region(), Integer.MAX_VALUE);
    try {
      return new Found.Facts(there.question().how().apply(asked), asked.asOf());
    } catch (Question.NotTold no) {
      return new Found.Nothing(no.why());
    }
  }

  /// Answers one question, and keeps how old its answers are.
  private final class Answers implements Question.Asker {
    private final Action action;
    private final String region;
    private final int which;
    private boolean usedWhatPassed;
    private Optional<Instant> earliest = Optional.empty();

    /// @param which of the answers that passed by is used, from the newest; beyond them it is asked
    Answers(Action action, String region, int which) {
      this.action = action;
      this.region = region;
      this.which = which;
    }

    @Override
    public AwsReads.Answer ask(Reading reading) {
      List<AwsReads.Answer.Got> passed =
          which == Integer.MAX_VALUE
              ? List.of()
              : passing.answers(action.place().account(), region, reading);
      AwsReads.Answer answer;
      if (which < passed.size()) {
        usedWhatPassed = true;
        answer = passed.get(which);
      } else {
        answer = reads.ask(action, region, reading);
      }
      if (answer instanceof AwsReads.Answer.Got got
          && earliest.filter(one -> !got.asOf().isBefore(one)).isEmpty()) {
        earliest = Optional.of(got.asOf());
      }
      return answer;
    }

    /// An error that tells something (there is no such key) is as old as now.
    Instant asOf() {
      return earliest.orElseGet(clock::instant);
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
