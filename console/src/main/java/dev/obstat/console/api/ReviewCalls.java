package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.signin.Paces;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.action.Digest;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.fact.Books;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.review.Vote;
import dev.obstat.http.Exchange;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// What waits, and votes.
final class ReviewCalls {
  private static final int MOST = 200;

  private final Desks desks;
  private final ConsoleSettings settings;
  private final Paces paces;
  private final Clock clock;

  ReviewCalls(Desks desks, ConsoleSettings settings, Paces paces, Clock clock) {
    this.desks = desks;
    this.settings = settings;
    this.paces = paces;
    this.clock = clock;
  }

  Api.Reply list(String query) {
    List<Review> found =
        switch (query) {
          case "state=open" ->
              desks.journal().read(books -> books.reviews().open()).stream()
                  .filter(review -> now(review).isOpen())
                  .toList();
          case "state=all" -> desks.journal().read(books -> books.reviews().latest(MOST));
          default -> throw new Refused(400, "`state` is `open` or `all`");
        };
    ObjectNode answer = Json.object();
    ArrayNode reviews = answer.putArray("reviews");
    found.forEach(review -> reviews.add(Json.review(now(review), settings.address())));
    return Api.Reply.ok(answer);
  }

  Api.Reply show(String id) {
    return desks
        .journal()
        .read(books -> books.reviews().find(id).map(review -> whole(books, review)))
        .map(Api.Reply::ok)
        .orElseThrow(() -> unknown(id));
  }

  /// With what a vote says that it has seen.
  private ObjectNode whole(Books books, Review review) {
    return Json.review(now(review), settings.address())
        .put("shown", Electorates.showing(books, now(review), clock.instant()).text());
  }

  Api.Reply vote(Exchange exchange, Visitor visitor, String id) {
    requireVoter(visitor);
    paces
        .vote(Api.person(visitor), exchange.client())
        .ifPresent(
            wait -> {
              throw new Refused(429, wait);
            });
    Input input = Input.of(exchange, Set.of("choice", "comment", "digest", "shown"));
    String manner = visitor instanceof Visitor.InBrowser ? "console" : "command-line";
    Vote vote =
        new Vote(
            Api.person(visitor),
            choice(input.text("choice")),
            input.text("comment", ""),
            digest(input.text("digest")),
            input.text("shown", ""),
            manner,
            clock.instant());
    if (desks.journal().read(books -> books.reviews().find(id)).isEmpty()) {
      throw unknown(id);
    }
    return reply(desks.reviews().vote(id, vote));
  }

  Api.Reply withdraw(Visitor visitor, String id) {
    requireVoter(visitor);
    if (desks.journal().read(books -> books.reviews().find(id)).isEmpty()) {
      throw unknown(id);
    }
    return reply(desks.reviews().withdraw(id, Api.person(visitor)));
  }

  private Api.Reply reply(ReviewDesk.Answer answer) {
    return switch (answer) {
      case ReviewDesk.Answer.Counted counted ->
          Api.Reply.ok(Json.review(counted.review(), settings.address()));
      case ReviewDesk.Answer.NotCounted no -> throw new Refused(409, no.why());
    };
  }

  private void requireVoter(Visitor visitor) {
    if (!mayVote(visitor, settings)) {
      throw new Refused(
          403,
          "a vote comes from a signed-in browser; tokens vote only where the configuration says"
              + " `reviews.votes-by-token: true`, and the installation's own token never does");
    }
  }

  /// Time ends a review before anybody records it.
  private Review now(Review review) {
    return ReviewState.at(review, clock.instant());
  }

  private static Refused unknown(String id) {
    return new Refused(404, "there is no review `" + id + "`");
  }

  /// An agent with a shell can find a token, so a token votes only where the configuration says so.
  static boolean mayVote(Visitor visitor, ConsoleSettings settings) {
    return switch (visitor) {
      case Visitor.InBrowser _ -> true;
      case Visitor.ByToken token -> settings.votesByToken() && token.may(TokenScope.VOTES);
      case Visitor.Owner _, Visitor.Stranger _ -> false;
    };
  }

  private static Vote.Choice choice(String word) {
    return switch (word) {
      case "approve" -> Vote.Choice.APPROVE;
      case "reject" -> Vote.Choice.REJECT;
      case "send-back" -> Vote.Choice.SEND_BACK;
      default -> throw new Refused(400, "`choice` is `approve`, `reject` or `send-back`");
    };
  }

  static Digest digest(String hex) {
    try {
      return new Digest(hex);
    } catch (IllegalArgumentException _) {
      throw new Refused(400, "`digest` is not the 64 hexadecimal digits of a review");
    }
  }
}
