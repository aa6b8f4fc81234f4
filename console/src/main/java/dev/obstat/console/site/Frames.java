package dev.obstat.console.site;

import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.Vitals;
import dev.obstat.console.page.Amounts;
import dev.obstat.console.page.Frame;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.review.ReviewState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes what stands around a page.
final class Frames {
  private static final Duration CHECKPOINT_OLD = Duration.ofMinutes(5);

  private final Desks desks;
  private final ConsoleSettings settings;
  private final Vitals vitals;
  private final Frame.Links links;
  private final Clock clock;

  Frames(Desks desks, ConsoleSettings settings, Vitals vitals, Assets assets, Clock clock) {
    this.desks = desks;
    this.settings = settings;
    this.vitals = vitals;
    this.links =
        new Frame.Links(
            assets.path("console.css"),
            assets.path("console.js"),
            assets.path("icon.svg"),
            assets.path("views.js"),
            assets.path(Assets.DRAWING),
            assets.path("passkey.js"));
    this.clock = clock;
  }

  Frame signedIn(Visitor.InBrowser browser) {
    return frame(browser.person(), browser.csrf());
  }

  Frame stranger() {
    return frame("", "");
  }

  private Frame frame(String person, String csrf) {
    Instant now = clock.instant();
    List<String> warnings = new ArrayList<>();
    if (settings.votesByToken()) {
      warnings.add(
          "Votes by token are allowed here (reviews.votes-by-token): an agent that finds a person's"
              + " token can vote.");
    }
    if (!settings.banner().isBlank()) {
      warnings.add(settings.banner());
    }
    Optional<Instant> checkpoint = vitals.lastCheckpoint().get();
    return new Frame(
        person,
        csrf,
        person.isEmpty() ? 0 : waiting(now),
        settings.enforced() ? "enforced" : "advisory",
        checkpoint.map(at -> "checkpoint " + Amounts.ago(at, now)).orElse("no checkpoint yet"),
        checkpoint.map(at -> at.plus(CHECKPOINT_OLD).isBefore(now)).orElse(true),
        warnings,
        vitals.trouble().get(),
        vitals.caution().get(),
        links);
  }

  /// The frame goes around the page that says so when nothing can be read, too.
  private int waiting(Instant now) {
    try {
      return desks.journal().read(books -> open(books, now));
    } catch (JournalUnavailable _) {
      return 0;
    }
  }

  private static int open(Books books, Instant now) {
    return (int)
        books.reviews().open().stream()
            .filter(review -> ReviewState.at(review, now).isOpen())
            .count();
  }
}
