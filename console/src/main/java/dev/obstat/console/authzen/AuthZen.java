package dev.obstat.console.authzen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.Desks;
import dev.obstat.console.signin.Doorkeeper;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Preview;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Handler;
import dev.obstat.http.Headers;
import dev.obstat.http.Received;
import dev.obstat.http.RequestHead;
import dev.obstat.http.ResponseHead;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;

/// Everything under `/access/v1/`, and the description of it. Programs come with a personal token
/// that is good for asking or for enforcing.
public final class AuthZen implements Handler {
  public static final String DESCRIPTION = "/.well-known/authzen-configuration";
  public static final String PREFIX = "/access/v1/";

  static final int MOST_BYTES = 256 * 1024;

  private static final String PROBLEMS = "urn:openid:authzen:access-request:error:";
  private static final String REQUESTS = "/access/v1/requests";
  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Doorkeeper doorkeeper;
  private final Evaluations evaluations;
  private final Requests requests;
  private final Searches searches;
  private final String address;

  /// @param address the console's own
  /// @param installationKey seals what access requests are bound by
  public AuthZen(
      Doorkeeper doorkeeper,
      Gate gate,
      Preview preview,
      Desks desks,
      Supplier<Catalog> catalog,
      String address,
      byte[] installationKey,
      Clock clock) {
    this.doorkeeper = doorkeeper;
    this.address = address;
    Sittings sittings = new Sittings(desks.journal(), desks.sessions(), clock);
    Bindings bindings = new Bindings(installationKey);
    this.evaluations =
        new Evaluations(
            gate, preview, desks.journal(), sittings, bindings, address + REQUESTS, clock);
    this.requests =
        new Requests(gate, preview, desks.journal(), sittings, bindings, address + REQUESTS, clock);
    this.searches = new Searches(preview, sittings, catalog);
  }

  /// @param status 200, 201 or 202
  private record Reply(int status, JsonNode body) {}

  @Override
  public void handle(Exchange exchange) {
    try {
      Reply reply = reply(exchange);
      answer(exchange, reply.status(), "application/json", reply.body());
    } catch (Problem problem) {
      problem(exchange, problem);
    } catch (JournalUnavailable unavailable) {
      problem(
          exchange, new Problem(503, "", "nothing can be recorded: " + unavailable.getMessage()));
    }
  }

  private Reply reply(Exchange exchange) {
    RequestHead request = exchange.request();
    String path = request.path();
    if (path.equals(DESCRIPTION) && request.method().equals("GET")) {
      return new Reply(200, description());
    }
    AccessToken token = token(request);
    return switch (request.method() + " " + path) {
      case "POST /access/v1/evaluation" ->
          new Reply(200, evaluations.decide(Query.of(body(exchange), Query.nothing()), token));
      case "POST /access/v1/evaluations" ->
          new Reply(200, evaluations.decideAll(body(exchange), token));
      case "POST /access/v1/search/subject" ->
          new Reply(200, searches.subjects(body(exchange), token));
      case "POST /access/v1/search/resource" ->
          new Reply(200, searches.resources(body(exchange), token));
      case "POST " + REQUESTS -> {
        enforcing(token);
        String key = request.headers().first("idempotency-key").orElse("");
        Requests.Reply reply = requests.submit(body(exchange), key, token);
        yield new Reply(reply.status(), reply.body());
      }
      default -> {
        if (request.method().equals("GET") && path.startsWith(REQUESTS + "/")) {
          enforcing(token);
          String id = path.substring(REQUESTS.length() + 1);
          yield new Reply(200, requests.status(id, token));
        }
        throw new Problem(404, "", "there is no such call: docs/authzen.md has them all");
      }
    };
  }

  private ObjectNode description() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("policy_decision_point", address);
    json.put("access_evaluation_endpoint", address + "/access/v1/evaluation");
    json.put("access_evaluations_endpoint", address + "/access/v1/evaluations");
    json.put("search_subject_endpoint", address + "/access/v1/search/subject");
    json.put("search_resource_endpoint", address + "/access/v1/search/resource");
    json.put("access_request_endpoint", address + REQUESTS);
    json.putArray("capabilities").add("urn:openid:authzen:capability:access-request");
    return json;
  }

  private AccessToken token(RequestHead request) {
    if (!(doorkeeper.who(request) instanceof Visitor.ByToken(AccessToken token))) {
      throw new Problem(
          401, "", "show a personal token: it goes into `Authorization: Bearer TOKEN`");
    }
    if (!token.scopes().contains(TokenScope.ASK) && !token.scopes().contains(TokenScope.ENFORCE)) {
      throw new Problem(403, "", "this token is good neither for `ask` nor for `enforce`");
    }
    return token;
  }

  private static void enforcing(AccessToken token) {
    if (!token.scopes().contains(TokenScope.ENFORCE)) {
      throw new Problem(403, "", "asking for approval needs a token with the scope `enforce`");
    }
  }

  private static JsonNode body(Exchange exchange) {
    String type =
        exchange.request().headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.equals("application/json") && !type.startsWith("application/json;")) {
      throw Problem.malformed("the `Content-Type` is not application/json");
    }
    byte[] bytes =
        switch (exchange.body(MOST_BYTES)) {
          case Received.Whole whole -> whole.content().bytes();
          case Received.Refused(var refusal) ->
              throw new Problem(refusal.status(), "", refusal.reason());
        };
    try {
      JsonNode body = STRICT.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (IOException _) {
      // Said below.
    }
    throw Problem.malformed("the body is not one JSON object");
  }

  /// The profile's own problems have a type; all are told in the same form.
  private static void problem(Exchange exchange, Problem problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", problem.kind().isEmpty() ? "about:blank" : PROBLEMS + problem.kind());
    json.put("status", problem.status());
    json.put("detail", problem.getMessage());
    answer(exchange, problem.status(), "application/problem+json", json);
  }

  private static void answer(Exchange exchange, int status, String type, JsonNode json) {
    Headers headers =
        Headers.of(
            "content-type", type, "cache-control", "no-store", "x-content-type-options", "nosniff");
    String id = exchange.request().headers().first("x-request-id").orElse("");
    if (id.matches("[\\x21-\\x7e]{1,200}")) {
      headers = headers.and("x-request-id", id);
    }
    if (status == 401) {
      headers = headers.and("www-authenticate", "Bearer");
    }
    exchange.answer(new ResponseHead(status, headers), new Body.Whole(Content.text(json + "\n")));
  }
}
