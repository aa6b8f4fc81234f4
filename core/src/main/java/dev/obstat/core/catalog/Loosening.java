package dev.obstat.core.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a new catalog takes less seriously than the one before: a stage that is lower, something
/// that is gone, stands for less or needs less, numbers that are smaller, people who may say more.
/// Such a catalog is put in force by a person and not by a file that changed, because a file may be
/// changed by an agent.
public final class Loosening {
  /// Sentences at most; the last one says that there are more.
  public static final int MOST = 200;

  private final Catalog before;
  private final Catalog after;
  private final List<String> found = new ArrayList<>();

  private Loosening(Catalog before, Catalog after) {
    this.before = before;
    this.after = after;
  }

  /// A sentence for each; empty when nothing is looser.
  public static List<String> between(Catalog before, Catalog after) {
    Loosening loosening = new Loosening(before, after);
    before.entities().forEach(loosening::entity);
    loosening.people();
    return loosening.answer();
  }

  private List<String> answer() {
    if (found.size() > MOST) {
      int more = found.size() - MOST;
      found.subList(MOST, found.size()).clear();
      found.add("and " + more + " more");
    }
    return List.copyOf(found);
  }

  private void entity(Entity was) {
    Optional<Integer> index = after.indexOf(was.ref());
    if (index.isEmpty()) {
      say(was, "is gone");
      return;
    }
    Entity now = after.entity(index.get());
    stage(was, index.get());
    gone(was, "stands for `", was, now, entity -> entity.matches().stream().map(Match::pattern));
    gone(was, "has the account `", was, now, entity -> entity.accounts().stream());
    gone(was, "needs `", was, now, entity -> needs(entity).stream());
    if (!owners(was).equals(owners(now))) {
      say(was, "has another owner: " + owners(now) + " instead of " + owners(was));
    }
    weight(was, now);
  }

  private void stage(Entity was, int index) {
    String stage = before.stage(before.indexOf(was.ref()).orElseThrow());
    String now = after.stage(index);
    if (!Stages.stricter(stage, now).equals(now)) {
      say(was, "counts as " + now + " and no longer as " + stage);
    }
  }

  private void gone(
      Entity entity, String what, Entity was, Entity now, Function<Entity, Stream<String>> of) {
    Set<String> gone = of.apply(was).collect(Collectors.toCollection(TreeSet::new));
    gone.removeAll(of.apply(now).collect(Collectors.toSet()));
    gone.forEach(one -> say(entity, "no longer " + what + one + "`"));
  }

  /// As the lines of a catalog say them.
  private static Set<String> needs(Entity entity) {
    Set<String> needs = new HashSet<>();
    entity.edges().dependsOn().forEach(to -> needs.add(to.to().toString()));
    entity.edges().dependencyOf().forEach(to -> needs.add("being needed by " + to.to()));
    entity.edges().partOf().forEach(to -> needs.add("being part of " + to.to()));
    for (Need need : entity.edges().needs()) {
      needs.add(
          switch (need) {
            case Need.Some(int least, List<Reference> of) ->
                least + " of " + of.stream().map(to -> to.to().toString()).sorted().toList();
            case Need.Soft(Reference to) -> "soft " + to.to();
            case Need.Data(Reference to) -> "data " + to.to();
          });
    }
    return needs;
  }

  private static List<String> owners(Entity entity) {
    return entity.edges().owners().stream().map(owner -> owner.to().toString()).toList();
  }

  private void weight(Entity was, Entity now) {
    Weight less = now.weight();
    smaller(was, "customers", was.weight().customers(), less.customers());
    smaller(was, "revenue an hour", was.weight().revenuePerHour(), less.revenuePerHour());
    smaller(was, "minutes to recover", was.weight().recoveryMinutes(), less.recoveryMinutes());
    Set<String> segments =
        was.weight().segments().stream().map(Segment::name).collect(Collectors.toSet());
    for (Segment segment : less.segments()) {
      was.weight().segments().stream()
          .filter(same -> same.name().equals(segment.name()))
          .filter(same -> same.customers().compareTo(segment.customers()) > 0)
          .forEach(same -> say(was, "has fewer customers in `" + same.name() + "`"));
      segments.remove(segment.name());
    }
    segments.stream()
        .sorted()
        .forEach(name -> say(was, "has no customers in `" + name + "` any more"));
    if (was.weight().isTierZero() && !less.isTierZero()) {
      say(was, "is no longer of tier 0");
    }
  }

  /// A first number for something that had none is what people are asked for all the time: it is
  /// not called looser, although what nobody states counts as more than any number.
  private void smaller(Entity entity, String what, Figure was, Figure now) {
    Optional<BigDecimal> before = was.most();
    Optional<BigDecimal> after = now.most();
    if (before.isPresent() && after.isPresent() && after.get().compareTo(before.get()) < 0) {
      say(
          entity,
          "has fewer "
              + what
              + ": "
              + after.get().toPlainString()
              + " instead of "
              + before.get().toPlainString());
    }
  }

  private void people() {
    for (String person : new TreeSet<>(after.people())) {
      Set<String> more = new TreeSet<>(after.groupsOf(person));
      more.removeAll(before.groupsOf(person));
      if (!before.knows(person)) {
        found.add("`" + person + "` is new" + (more.isEmpty() ? "" : " and in " + more));
      } else if (!more.isEmpty()) {
        found.add("`" + person + "` is now in " + more);
      }
    }
  }

  private void say(Entity entity, String what) {
    found.add("`" + entity.ref() + "` " + what);
  }
}
