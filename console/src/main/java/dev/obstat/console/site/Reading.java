package dev.obstat.console.site;

import dev.obstat.console.page.Frame;
import dev.obstat.console.page.Pages;
import dev.obstat.console.signin.Visitor;
import dev.obstat.http.Exchange;
import java.util.function.Supplier;

/// The pages of a signed-in person.
final class Reading {
  private final Pages pages;
  private final Frames frames;
  private final Answers answers;

  Reading(Pages pages, Frames frames, Answers answers) {
    this.pages = pages;
    this.frames = frames;
    this.answers = answers;
  }

  void serve(Exchange exchange, Visitor.InBrowser browser) {
    String path = exchange.request().path();
    Frame frame = frames.signedIn(browser);
    switch (path) {
      case "/" -> answers.page(exchange, 200, "queue", pages.queue(frame));
      case "/sessions" -> answers.page(exchange, 200, "sessions", pages.sessions(frame));
      case "/brakes" -> answers.page(exchange, 200, "brakes", pages.brakes(frame, ""));
      default -> one(exchange, frame, path);
    }
  }

  private void one(Exchange exchange, Frame frame, String path) {
    if (path.startsWith("/reviews/")) {
      String id = path.substring("/reviews/".length());
      answers.page(
          exchange, 200, "review", pages.review(frame, id, "", "").orElseThrow(noReview(id)));
    } else if (path.startsWith("/sessions/")) {
      String id = path.substring("/sessions/".length());
      answers.page(exchange, 200, "session", pages.session(frame, id).orElseThrow(noSession(id)));
    } else {
      throw new Unserved(404, "the console has no page `" + path + "`");
    }
  }

  static Supplier<Unserved> noReview(String id) {
    return () -> new Unserved(404, "there is no review `" + id + "`");
  }

  static Supplier<Unserved> noSession(String id) {
    return () -> new Unserved(404, "there is no session `" + id + "`");
  }
}
