package dev.obstat.console.site;

import dev.obstat.console.page.Frame;
import dev.obstat.console.page.Pages;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.fatigue.Fatigue;
import dev.obstat.http.Exchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.function.Supplier;

/// The pages of a signed-in person.
final class Reading {
  private static final Logger LOG = System.getLogger(Reading.class.getName());

  /// How long an outage is assumed to last where nobody says: as long as that of October 2025.
  private static final String USUAL_HOURS = "15";

  private final Pages pages;
  private final Frames frames;
  private final Answers answers;
  private final ReviewDesk reviews;
  private final Yours yours;

  Reading(Pages pages, Frames frames, Answers answers, ReviewDesk reviews, Yours yours) {
    this.pages = pages;
    this.frames = frames;
    this.answers = answers;
    this.reviews = reviews;
    this.yours = yours;
  }

  void serve(Exchange exchange, Visitor.InBrowser browser) {
    String path = exchange.request().path();
    Frame frame = frames.signedIn(browser);
    switch (path) {
      case "/" -> answers.page(exchange, 200, "queue", pages.queue(frame));
      case "/sessions" -> answers.page(exchange, 200, "sessions", pages.sessions(frame));
      case "/brakes" -> answers.page(exchange, 200, "brakes", pages.brakes(frame, ""));
      case "/you" -> yours.show(exchange, browser);
      case "/fatigue" ->
          answers.page(exchange, 200, "fatigue", pages.fatigue(frame, days(exchange)));
      case "/impact", "/outage", "/concentration" -> question(exchange, frame, path);
      default -> one(exchange, browser, frame, path);
    }
  }

  private static int days(Exchange exchange) {
    String days =
        Unserved.form(Form.query(exchange.request().query().orElse(""), Set.of("days")))
            .text("days");
    if (days.isEmpty()) {
      return Fatigue.USUAL_DAYS;
    }
    if (!days.matches("[1-9][0-9]?") || Integer.parseInt(days) > Fatigue.MOST_DAYS) {
      throw new Unserved(
          400, "`days` is a number from 1 to " + Fatigue.MOST_DAYS + ", not `" + days + "`");
    }
    return Integer.parseInt(days);
  }

  private void question(Exchange exchange, Frame frame, String path) {
    String query = exchange.request().query().orElse("");
    switch (path) {
      case "/impact" -> {
        Form form = Unserved.form(Form.repeating(query, "target"));
        answers.page(exchange, 200, "impact", pages.impact(frame, form.texts("target")));
      }
      case "/outage" -> {
        Form form = Unserved.form(Form.query(query, Set.of("place", "hours")));
        String hours = form.text("hours");
        answers.page(
            exchange,
            200,
            "outage",
            pages.outage(frame, form.text("place"), hours.isEmpty() ? USUAL_HOURS : hours));
      }
      default -> answers.page(exchange, 200, "concentration", pages.concentration(frame));
    }
  }

  private void one(Exchange exchange, Visitor.InBrowser browser, Frame frame, String path) {
    if (path.startsWith("/reviews/")) {
      String id = path.substring("/reviews/".length());
      noteLook(id, browser.person());
      answers.page(
          exchange, 200, "review", pages.review(frame, id, "", "").orElseThrow(noReview(id)));
    } else if (path.startsWith("/sessions/")) {
      String id = path.substring("/sessions/".length());
      answers.page(exchange, 200, "session", pages.session(frame, id).orElseThrow(noSession(id)));
    } else {
      throw new Unserved(404, "the console has no page `" + path + "`");
    }
  }

  /// People can read when nothing can be recorded.
  private void noteLook(String review, String person) {
    try {
      reviews.looked(review, person);
    } catch (JournalUnavailable e) {
      LOG.log(Level.WARNING, "a look at " + review + " was not recorded: " + e.getMessage());
    }
  }

  static Supplier<Unserved> noReview(String id) {
    return () -> new Unserved(404, "there is no review `" + id + "`");
  }

  static Supplier<Unserved> noSession(String id) {
    return () -> new Unserved(404, "there is no session `" + id + "`");
  }
}
