package dev.obstat.console.page;

import dev.obstat.console.Desks;
import dev.obstat.console.Surroundings;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fatigue.Fatigue;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the books and says what each page shows. Changes nothing.
public final class Pages {
  private final Desks desks;
  private final Surroundings surroundings;
  private final Supplier<Catalog> catalog;
  private final Clock clock;

  public Pages(Desks desks, Surroundings surroundings, Supplier<Catalog> catalog, Clock clock) {
    this.desks = desks;
    this.surroundings = surroundings;
    this.catalog = catalog;
    this.clock = clock;
  }

  public QueuePage queue(Frame frame) {
    return desks.journal().read(books -> new QueueReader(reader(books, frame)).page(frame));
  }

  /// @param said what became of a vote that was just sent, in a sentence; empty for none
  /// @param typed what the reader had typed; empty for nothing
  public Optional<ReviewPage> review(Frame frame, String id, String said, String typed) {
    return desks
        .journal()
        .read(
            books ->
                books
                    .reviews()
                    .find(id)
                    .map(
                        review ->
                            new ReviewReader(reader(books, frame))
                                .page(
                                    frame,
                                    review,
                                    said,
                                    typed,
                                    desks.reviews().stepUp(books, review, frame.person()))));
  }

  public SessionsPage sessions(Frame frame) {
    return desks.journal().read(books -> new SessionReader(reader(books, frame)).all(frame));
  }

  public Optional<SessionPage> session(Frame frame, String id) {
    return desks
        .journal()
        .read(
            books ->
                books
                    .sessions()
                    .find(id)
                    .map(session -> new SessionReader(reader(books, frame)).one(frame, session)));
  }

  /// @param said what became of what the reader just did; empty for nothing
  public BrakesPage brakes(Frame frame, String said) {
    var looser = desks.catalogs().waiting();
    return desks
        .journal()
        .read(books -> new BrakesReader(reader(books, frame)).page(frame, looser, said));
  }

  /// What stops when these go.
  public ImpactPage impact(Frame frame, List<String> targets) {
    return new QuestionReader(catalog.get()).impact(frame, targets);
  }

  /// @param place as it was asked for; empty for not yet
  /// @param hours as it was written
  public OutagePage outage(Frame frame, String place, String hours) {
    return new QuestionReader(catalog.get()).outage(frame, place, hours);
  }

  public ConcentrationPage concentration(Frame frame) {
    return new QuestionReader(catalog.get()).concentration(frame);
  }

  /// @param days how far back
  public FatiguePage fatigue(Frame frame, int days) {
    return FatigueReader.page(
        frame, desks.journal().read(books -> Fatigue.of(books, days, clock.instant())));
  }

  private Reader reader(Books books, Frame frame) {
    return new Reader(
        books,
        desks.people().get(),
        surroundings,
        desks.electorates(),
        frame.person(),
        clock.instant());
  }
}
