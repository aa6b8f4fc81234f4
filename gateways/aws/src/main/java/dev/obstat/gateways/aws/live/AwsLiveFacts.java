package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Live;
import dev.obstat.core.context.LiveFacts;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Asks AWS about what an action would harm. S3 is asked; of every other service nothing is known,
/// and that is said.
public final class AwsLiveFacts implements LiveFacts {
  private final Buckets buckets;
  private final Asking asking;

  /// @param limit all answers to one action are there in this time, or unknown
  public AwsLiveFacts(AwsReads reads, Duration limit, Clock clock) {
    this.buckets = new Buckets(reads, clock);
    this.asking = new Asking(limit, clock);
  }

  @Override
  public Live of(Action action) {
    String service = action.operation().service();
    if (!action.operation().gateway().equals("aws") || !service.equals("s3")) {
      return Live.unknown(action, "`" + service + "` is not asked yet");
    }
    NavigableSet<String> places = new TreeSet<>();
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty()) {
        bucket(target).ifPresent(places::add);
      }
    }
    String where = action.place().account() + " " + action.place().region();
    Map<String, Found> found = asking.ask(where, places, bucket -> buckets.ask(action, bucket));
    SortedMap<String, Live.Answer> answers = new TreeMap<>();
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty()) {
        answers.merge(target.shownName(), answer(action, target, found), AwsLiveFacts::lessKnown);
      }
    }
    return new Live(answers);
  }

  private static Live.Answer answer(Action action, Target target, Map<String, Found> found) {
    Found nobody = new Found.Nothing(whyNot(target));
    return switch (bucket(target).map(b -> found.getOrDefault(b, nobody)).orElse(nobody)) {
      case Found.Nothing nothing -> new Live.Answer.Unknown(nothing.why());
      case Found.Facts facts ->
          new Live.Answer.Known(facts.facts(), facts.asOf(), Buckets.undo(action, facts.facts()));
    };
  }

  private static Optional<String> bucket(Target target) {
    return switch (target) {
      case Target.Known known -> Buckets.of(known.name());
      case Target.Unresolved _ -> Optional.empty();
    };
  }

  private static String whyNot(Target target) {
    return switch (target) {
      case Target.Known _ -> "it is no bucket and nothing in one";
      case Target.Unresolved unresolved -> unresolved.why();
    };
  }

  /// The same name twice, once not resolved: nobody knows which is meant.
  private static Live.Answer lessKnown(Live.Answer one, Live.Answer other) {
    return switch (one) {
      case Live.Answer.Unknown _ -> one;
      case Live.Answer.Known _ -> other;
    };
  }
}
