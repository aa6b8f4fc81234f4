package dev.obstat.core.gather;

import dev.obstat.core.catalog.People;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Group;
import dev.obstat.core.decision.Terms;
import dev.obstat.core.fact.Books;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Showing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Who may vote on a review, and what they are shown, both as of now.
public final class Electorates {
  private final Supplier<? extends People> people;
  private final Duration window;

  /// @param people of the catalog in force
  /// @param window how long whoever changed the policies or the catalog cannot vote afterwards
  public Electorates(Supplier<? extends People> people, Duration window) {
    this.people = people;
    this.window = window;
  }

  /// With the usual window.
  public Electorates(Supplier<? extends People> people) {
    this(people, Windows.USUAL.editors());
  }

  public People people() {
    return people.get();
  }

  public Electorate of(Books books, Review review, Instant now) {
    return Electorate.of(review, people.get(), books.edits().editors(now.minus(window)));
  }

  /// Since when an edit counts.
  public Instant since(Instant now) {
    return now.minus(window);
  }

  /// What the page of a review shows at this moment.
  public static Showing showing(Books books, Review review, Instant now) {
    Set<String> services = services(review);
    return Showing.of(
        review,
        books.sessions().find(review.action().session()),
        new Showing.Brakes(
            books.controls().halts().stream()
                .filter((Halt halt) -> reaches(halt.scope(), review, services))
                .toList(),
            books.controls().freezes().stream()
                .filter((Freeze freeze) -> reaches(freeze.scope(), review, services))
                .toList(),
            books.incidents().open()),
        now);
  }

  private static Set<String> services(Review review) {
    Set<String> services = new HashSet<>(review.seen().down());
    services.addAll(review.seen().degraded());
    for (Terms.Round round : review.terms().rounds()) {
      for (Terms.Approvals asked : round.approvals()) {
        if (asked.group() instanceof Group.OwnersOf(String service)) {
          services.add(service);
        }
      }
    }
    return services;
  }

  /// A review does not know its stages: each of them is near enough.
  private static boolean reaches(Scope scope, Review review, Set<String> services) {
    return scope instanceof Scope.OfStage
        || scope.covers(
            review.action().principal().shownName(), review.action().session(), services, Set.of());
  }
}
