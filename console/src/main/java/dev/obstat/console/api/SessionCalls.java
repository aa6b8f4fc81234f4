package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.ConsoleSettings;
import dev.obstat.console.Desks;
import dev.obstat.console.SessionAccess;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.fact.Books;
import dev.obstat.core.session.Session;
import dev.obstat.http.Exchange;
import java.time.Duration;
import java.util.Set;

/// Sessions of agents.
final class SessionCalls {
  private static final int MOST = 200;

  private final Desks desks;
  private final SessionAccess access;
  private final ConsoleSettings settings;

  SessionCalls(Desks desks, SessionAccess access, ConsoleSettings settings) {
    this.desks = desks;
    this.access = access;
    this.settings = settings;
  }

  /// The person who opens a session operates its agent.
  Api.Reply open(Exchange exchange, Visitor visitor) {
    Input input = Input.of(exchange, Set.of("agent", "intent", "minutes", "account"));
    String person = Api.person(visitor);
    int minutes = input.number("minutes", 60, (int) SessionDesk.LONGEST.toMinutes());
    SessionDesk.Answer answer =
        desks
            .sessions()
            .open(
                input.text("agent"),
                person,
                person,
                input.text("account", ""),
                input.text("intent"),
                Duration.ofMinutes(minutes));
    return switch (answer) {
      case SessionDesk.Answer.NotOpened no -> throw new Refused(400, no.why());
      case SessionDesk.Answer.Opened opened -> {
        SessionAccess.Aws aws = access.aws(opened.session());
        ObjectNode node = Json.session(opened.session());
        node.putObject("aws")
            .put("endpoint", aws.endpoint())
            .put("region", aws.region())
            .put("accessKeyId", aws.accessKeyId())
            .put("secretAccessKey", aws.secretAccessKey())
            .putObject("proxy")
            .put("address", aws.proxy().address())
            .put("password", aws.proxy().password())
            .put("certificateAuthority", aws.proxy().certificateAuthority());
        yield new Api.Reply(201, node);
      }
    };
  }

  Api.Reply list() {
    ObjectNode answer = Json.object();
    ArrayNode sessions = answer.putArray("sessions");
    desks
        .journal()
        .read(books -> books.sessions().latest(MOST))
        .forEach(session -> sessions.add(Json.session(session)));
    return Api.Reply.ok(answer);
  }

  Api.Reply show(String id) {
    return desks
        .journal()
        .read(
            books -> books.sessions().find(id).map(session -> Api.Reply.ok(whole(books, session))))
        .orElseThrow(() -> unknown(id));
  }

  Api.Reply close(String id) {
    desks.sessions().close(id);
    return show(id);
  }

  Api.Reply revoke(Exchange exchange, Visitor visitor, String id) {
    String why = Input.of(exchange, Set.of("why")).words("why");
    if (why.isBlank()) {
      throw new Refused(400, "`why` is empty: say why the session ends");
    }
    desks.sessions().revoke(id, Api.person(visitor), why);
    return show(id);
  }

  private ObjectNode whole(Books books, Session session) {
    ObjectNode node = Json.session(session);
    node.set("use", Json.use(books.sessions().use(session.id())));
    ArrayNode actions = node.putArray("actions");
    books
        .dispatches()
        .ofSession(session.id(), MOST)
        .forEach(dispatch -> actions.add(Json.dispatch(dispatch)));
    ArrayNode tunnels = node.putArray("tunnels");
    books
        .tunnels()
        .ofSession(session.id(), MOST)
        .forEach(tunnel -> tunnels.add(Json.tunnel(tunnel)));
    ArrayNode reviews = node.putArray("reviews");
    books.reviews().latest(MOST).stream()
        .filter(review -> review.action().session().equals(session.id()))
        .forEach(
            review ->
                reviews.add(
                    Json.object()
                        .put("id", review.id())
                        .put("state", review.state().word())
                        .put("operation", review.action().operation().toString())
                        .put("target", review.action().targets().getFirst().shownName())
                        .put("url", settings.address() + "/reviews/" + review.id())));
    return node;
  }

  private static Refused unknown(String id) {
    return new Refused(404, "there is no session `" + id + "`");
  }
}
