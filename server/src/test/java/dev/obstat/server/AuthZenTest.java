package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Obstat as a decision point of others, over HTTP on a real server: the fixture and the cases of
/// AuthZEN's certification scenario, its todo application, and approval from end to end.
class AuthZenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String POLICIES =
      """
      @id("records-are-read")
      permit (principal, action == Action::"authzen:record:read", resource);

      @id("alice-writes")
      permit (principal == Person::"alice", action == Action::"authzen:record:write", resource);

      @id("admins-write")
      permit (principal, action == Action::"authzen:record:write", resource)
      when { context.request.subject.properties has role
             && context.request.subject.properties.role == "admin" };

      @id("archived-is-for-admins")
      @because("an archived record is changed by admins alone")
      forbid (principal, action == Action::"authzen:record:write", resource)
      when { context.request.resource.properties has status
             && context.request.resource.properties.status == "archived" }
      unless { context.request.subject.properties has role
               && context.request.subject.properties.role == "admin" };

      @id("soft-deletes")
      permit (principal == Person::"alice", action == Action::"authzen:record:delete", resource)
      when { context.request.action.properties has soft && context.request.action.properties.soft };

      @id("wiping")
      permit (principal, action == Action::"authzen:record:wipe", resource);

      @id("wiping-needs-a-peer")
      @outcome("hold") @approvals("1 peer")
      @because("what is wiped does not come back")
      forbid (principal, action == Action::"authzen:record:wipe", resource);

      @id("todos-are-seen")
      permit (principal, action in [Action::"authzen:user:can_read_user",
                                    Action::"authzen:todo:can_read_todos"], resource);

      @id("editors-create")
      permit (principal, action == Action::"authzen:todo:can_create_todo", resource)
      when { [Person::"rick@the-citadel.com", Person::"morty@the-citadel.com",
              Person::"summer@the-smiths.com"].contains(principal) };

      @id("editors-change-their-own")
      permit (principal, action in [Action::"authzen:todo:can_update_todo",
                                    Action::"authzen:todo:can_delete_todo"], resource)
      when { [Person::"rick@the-citadel.com", Person::"morty@the-citadel.com",
              Person::"summer@the-smiths.com"].contains(principal)
             && context.request.resource.properties.ownerID == context.request.subject.id };

      @id("evil-geniuses-update-all-and-admins-delete-all")
      permit (principal == Person::"rick@the-citadel.com",
              action in [Action::"authzen:todo:can_update_todo",
                         Action::"authzen:todo:can_delete_todo"], resource);
      """;

  private static final String CATALOG =
      List.of("alice", "bob", "rosa").stream()
              .map(
                  name ->
                      """
                      ---
                      apiVersion: backstage.io/v1alpha1
                      kind: User
                      metadata:
                        name: %s
                      spec:
                        memberOf: []
                      """
                          .formatted(name))
              .reduce("", String::concat)
          + List.of("record-1", "record-2").stream()
              .map(
                  name ->
                      """
                      ---
                      apiVersion: backstage.io/v1alpha1
                      kind: Resource
                      metadata:
                        name: %s
                        annotations:
                          obstat.dev/stage: staging
                          obstat.dev/match: "authzen:record:%s"
                      spec:
                        type: record
                      """
                          .formatted(name, name))
              .reduce("", String::concat);

  @TempDir private Path directory;
  private @Nullable Installed started;
  private String enforcing = "";
  private String asking = "";

  @BeforeEach
  void begin() {
    started = installed();
    enforcing = token("bob", "enforce");
    asking = token("bob", "ask");
  }

  private Installed server() {
    Installed running = started;
    if (running == null) {
      throw new IllegalStateException("the server was not started");
    }
    return running;
  }

  private Installed installed() {
    try {
      Path policies = Files.createDirectories(directory.resolve("policies"));
      Files.writeString(policies.resolve("records.cedar"), POLICIES);
      Path catalog = Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
      return Installed.start(
          new Settings().policies(policies).catalog(catalog).votesByToken(),
          directory.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server().close();
  }

  private String token(String person, String scope) {
    return server()
        .post(
            "/api/tokens",
            "{\"person\":\"%s\",\"hours\":1,\"scopes\":[\"%s\"]}".formatted(person, scope))
        .path("token")
        .asText();
  }

  private HttpResponse<String> send(
      String token, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server().console(path))
            .header("authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (List.of(headers).stream().noneMatch("content-type"::equals)) {
      request.header("content-type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server().send(request);
  }

  private HttpResponse<String> evaluation(String token, String body) {
    return send(token, "POST", "/access/v1/evaluation", body);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  private boolean decision(String token, String body) {
    HttpResponse<String> answer = evaluation(token, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode decision = json(answer).path("decision");
    assertThat(decision.isBoolean()).isTrue();
    return decision.asBoolean();
  }

  private static String question(String subject, String action, String resource) {
    return "{\"subject\":%s,\"action\":%s,\"resource\":%s}".formatted(subject, action, resource);
  }

  private static String user(String id) {
    return "{\"type\":\"user\",\"id\":\"%s\"}".formatted(id);
  }

  private static String does(String name) {
    return "{\"name\":\"%s\"}".formatted(name);
  }

  private static String record(String id, String status) {
    return "{\"type\":\"record\",\"id\":\"%s\"%s}"
        .formatted(id, status.isEmpty() ? "" : ",\"properties\":{\"status\":\"" + status + "\"}");
  }

  // The certification scenario

  @ParameterizedTest
  @CsvSource({
    "alice,read,record-1,'',true",
    "alice,write,record-1,'',true",
    "bob,read,record-1,'',true",
    "bob,write,record-1,'',false",
    "alice,write,record-2,archived,false"
  })
  void theFixtureIsDecided(
      String subject, String action, String resource, String status, boolean permitted) {
    String question = question(user(subject), does(action), record(resource, status));
    for (int i = 0; i < 3; i++) {
      assertThat(decision(asking, question)).isEqualTo(permitted);
      assertThat(decision(enforcing, question)).isEqualTo(permitted);
    }
  }

  @Test
  void propertiesOfSubjectAndActionAreLookedAt() {
    String admin = "{\"type\":\"user\",\"id\":\"bob\",\"properties\":{\"role\":\"admin\"}}";
    assertThat(decision(asking, question(admin, does("write"), record("record-2", "archived"))))
        .isTrue();
    for (boolean soft : new boolean[] {true, false}) {
      String action = "{\"name\":\"delete\",\"properties\":{\"soft\":" + soft + "}}";
      assertThat(decision(asking, question(user("alice"), action, record("record-1", ""))))
          .isEqualTo(soft);
    }
  }

  @Test
  void whatIsNotKnownIsIgnoredAndTheContextChangesNothing() {
    assertThat(
            decision(
                enforcing,
                """
                {"subject":{"type":"user","id":"alice","properties":{"department":"Sales"}},
                 "action":{"name":"read","properties":{"method":"GET"}},
                 "resource":{"type":"record","id":"record-1","properties":{"owner":"bob"}},
                 "context":{"time":"2025-06-27T18:03-07:00","ip":"192.0.2.1"},
                 "foo":"bar","futureField":{"nested":true}}
                """))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"}}",
        "{\"subject\":{\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\"}}",
        "{\"subject\":\"alice\",\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":123},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\",\"properties\":[]},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "[]",
        "{",
        ""
      })
  void aQuestionThatIsNoneIs400(String body) {
    HttpResponse<String> answer = evaluation(asking, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").asText()).isNotEmpty();
  }

  @Test
  void typeTokenAndRequestIdAreLookedAt() {
    String good = question(user("alice"), does("read"), record("record-1", ""));
    assertThat(
            send(asking, "POST", "/access/v1/evaluation", good, "content-type", "text/plain")
                .statusCode())
        .isEqualTo(400);
    assertThat(evaluation("obst.t-x.y", good).statusCode()).isEqualTo(401);
    assertThat(evaluation(token("bob", "read"), good).statusCode()).isEqualTo(403);
    HttpResponse<String> echoed =
        send(asking, "POST", "/access/v1/evaluation", good, "x-request-id", "abc-123");
    assertThat(echoed.headers().firstValue("x-request-id")).contains("abc-123");
    assertThat(send(asking, "GET", "/access/v1/evaluation", "").statusCode()).isEqualTo(404);
  }

  private JsonNode batch(String body) {
    HttpResponse<String> answer = send(asking, "POST", "/access/v1/evaluations", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private static List<Boolean> decisions(JsonNode answer) {
    return answer.path("evaluations").findValues("decision").stream()
        .map(JsonNode::asBoolean)
        .toList();
  }

  @Test
  void aBatchIsDecidedInItsOrderWithDefaults() {
    assertThat(
            decisions(
                batch(
                    """
                    {"subject":{"type":"user","id":"bob"},"resource":{"type":"record","id":"record-1"},
                     "evaluations":[{"action":{"name":"read"}},{"action":{"name":"write"}}]}
                    """)))
        .containsExactly(true, false);
    assertThat(
            decisions(
                batch(
                    """
                    {"subject":{"type":"user","id":"alice"},"action":{"name":"write"},
                     "resource":{"type":"record"},
                     "evaluations":[{"resource":{"id":"record-1","properties":{"status":"active"}}},
                                    {"resource":{"type":"record","id":"record-2",
                                                 "properties":{"status":"archived"}}}]}
                    """)))
        .containsExactly(true, false);
    JsonNode failing =
        batch(
            """
            {"subject":{"type":"user","id":"alice"},"action":{"name":"read"},
             "evaluations":[{"resource":{"type":"record","id":"record-1"}},{}]}
            """);
    assertThat(decisions(failing)).containsExactly(true, false);
    assertThat(failing.at("/evaluations/1/context/error/status").asInt()).isEqualTo(400);
    String single = question(user("alice"), does("read"), record("record-1", ""));
    assertThat(batch(single).path("decision").asBoolean()).isTrue();
    assertThat(
            batch(single.substring(0, single.length() - 1) + ",\"evaluations\":[]}")
                .path("decision")
                .asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"execute_all,3", "deny_on_first_deny,2", "permit_on_first_permit,1"})
  void aBatchEndsWhereItsSemanticSays(String semantic, int answered) {
    JsonNode answer =
        batch(
            """
            {"subject":{"type":"user","id":"bob"},"resource":{"type":"record","id":"record-1"},
             "options":{"evaluations_semantic":"%s"},
             "evaluations":[{"action":{"name":"read"}},{"action":{"name":"write"}},
                            {"action":{"name":"read"}}]}
            """
                .formatted(semantic));
    assertThat(answer.path("evaluations")).hasSize(answered);
  }

  @Test
  void searchesFindWhatTheCatalogNamesAndThePoliciesAllow() {
    JsonNode readers =
        json(
            send(
                asking,
                "POST",
                "/access/v1/search/subject",
                question("{\"type\":\"user\"}", does("read"), record("record-1", ""))));
    assertThat(readers.path("results").findValuesAsText("id")).contains("alice", "bob");
    JsonNode writers =
        json(
            send(
                asking,
                "POST",
                "/access/v1/search/subject",
                question("{\"type\":\"user\"}", does("write"), record("record-1", ""))));
    assertThat(writers.path("results").findValuesAsText("id")).containsExactly("alice");
    JsonNode records =
        json(
            send(
                asking,
                "POST",
                "/access/v1/search/resource",
                question(user("alice"), does("read"), "{\"type\":\"record\"}")));
    assertThat(records.path("results").findValuesAsText("id"))
        .containsExactly("record-1", "record-2");
    assertThat(send(asking, "POST", "/access/v1/search/action", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void itSaysWhatItCan() {
    HttpResponse<String> answer = send("", "GET", "/.well-known/authzen-configuration", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode said = json(answer);
    assertThat(said.path("access_evaluation_endpoint").asText())
        .isEqualTo(server().console("/access/v1/evaluation").toString());
    assertThat(said.at("/capabilities/0").asText())
        .isEqualTo("urn:openid:authzen:capability:access-request");
    assertThat(said.has("search_action_endpoint")).isFalse();
  }

  // The todo application

  @ParameterizedTest
  @CsvSource({
    "rick@the-citadel.com,true,true,true,true",
    "morty@the-citadel.com,true,true,false,false",
    "summer@the-smiths.com,true,true,false,false",
    "beth@the-smiths.com,false,false,false,false",
    "jerry@the-smiths.com,false,false,false,false"
  })
  void theTodoApplicationIsDecided(
      String person, boolean creates, boolean changesOwn, boolean updates, boolean deletes) {
    assertThat(decision(asking, todo(person, "can_read_user", "user", "beth@the-smiths.com", "")))
        .isTrue();
    assertThat(decision(asking, todo(person, "can_read_todos", "todo", "todo-1", ""))).isTrue();
    assertThat(decision(asking, todo(person, "can_create_todo", "todo", "todo-1", "")))
        .isEqualTo(creates);
    for (String action : List.of("can_update_todo", "can_delete_todo")) {
      assertThat(decision(asking, todo(person, action, "todo", "todo-7", person)))
          .isEqualTo(changesOwn);
      assertThat(decision(asking, todo(person, action, "todo", "todo-8", "somebody@else.example")))
          .isEqualTo(action.equals("can_update_todo") ? updates : deletes);
    }
  }

  private static String todo(String person, String action, String type, String id, String owner) {
    return question(
        user(person),
        does(action),
        "{\"type\":\"%s\",\"id\":\"%s\",\"properties\":{\"ownerID\":\"%s\"}}"
            .formatted(type, id, owner));
  }

  // Access requests

  private static final String WIPE = question(user("alice"), does("wipe"), record("record-1", ""));

  private HttpResponse<String> request(String token, String binding, String key, String question) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(question);
      body.putObject("denial").put("binding_token", binding);
      return send(token, "POST", "/access/v1/requests", body.toString(), "idempotency-key", key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refused(HttpResponse<String> answer, int status, String kind) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(json(answer).path("type").asText())
        .isEqualTo("urn:openid:authzen:access-request:error:" + kind);
  }

  private String binding(String token, String question) {
    JsonNode denial = json(evaluation(token, question));
    assertThat(denial.path("decision").asBoolean()).isFalse();
    assertThat(denial.at("/context/reason").asText()).isEqualTo("approval_required");
    assertThat(denial.at("/context/reasons/0/because").asText())
        .isEqualTo("what is wiped does not come back");
    assertThat(denial.at("/context/access_request/endpoint").asText())
        .isEqualTo(server().console("/access/v1/requests").toString());
    return denial.at("/context/access_request/binding_token").asText();
  }

  @Test
  void aHoldIsRequestedApprovedAndGoodOnce() {
    assertThat(server().get("/api/reviews").path("reviews")).isEmpty();
    String binding = binding(enforcing, WIPE);
    assertThat(server().get("/api/reviews").path("reviews")).isEmpty();
    String key = UUID.randomUUID().toString();
    HttpResponse<String> asked = request(enforcing, binding, key, WIPE);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    JsonNode task = json(asked).path("task");
    assertThat(task.path("status").asText()).isEqualTo("pending");
    String id = task.path("id").asText();
    assertThat(json(request(enforcing, binding, key, WIPE)).at("/task/id").asText()).isEqualTo(id);
    assertThat(json(evaluation(enforcing, approved(id))).path("decision").asBoolean()).isFalse();

    JsonNode seen = server().get("/api/reviews/" + id);
    server()
        .postAs(
            "rosa",
            "/api/reviews/" + id + "/votes",
            "{\"choice\":\"approve\",\"comment\":\"\",\"digest\":\"%s\",\"shown\":\"%s\"}"
                .formatted(seen.path("digest").asText(), seen.path("shown").asText()));
    JsonNode status = json(send(enforcing, "GET", "/access/v1/requests/" + id, "")).path("task");
    assertThat(status.path("status").asText()).isEqualTo("approved");
    assertThat(status.at("/result/mode").asText()).isEqualTo("reevaluate");
    assertThat(status.at("/result/approval/id").asText()).isEqualTo(id);

    // Asking uses nothing up; another enforcement point cannot use it; a changed action cannot.
    assertThat(decision(asking, WIPE)).isFalse();
    String others = token("rosa", "enforce");
    assertThat(decision(others, approved(id))).isFalse();
    assertThat(
            decision(enforcing, approved(id).replace("\"id\":\"record-1\"", "\"id\":\"record-2\"")))
        .isFalse();
    assertThat(decision(enforcing, approved(id))).isTrue();
    assertThat(decision(enforcing, approved(id))).isFalse();
    assertThat(
            json(send(enforcing, "GET", "/access/v1/requests/" + id, ""))
                .at("/task/status")
                .asText())
        .isEqualTo("expired");
  }

  private static String approved(String id) {
    return WIPE.substring(0, WIPE.length() - 1)
        + ",\"context\":{\"time\":\"%s\",\"approval\":{\"id\":\"%s\"}}}"
            .formatted(System.nanoTime(), id);
  }

  @Test
  void aRejectionIsToldWithItsReason() {
    String binding = binding(enforcing, WIPE);
    String id = json(request(enforcing, binding, "k1", WIPE)).at("/task/id").asText();
    JsonNode seen = server().get("/api/reviews/" + id);
    server()
        .postAs(
            "rosa",
            "/api/reviews/" + id + "/votes",
            "{\"choice\":\"reject\",\"comment\":\"archive it instead\",\"digest\":\"%s\"}"
                .formatted(seen.path("digest").asText()));
    JsonNode task = json(send(enforcing, "GET", "/access/v1/requests/" + id, "")).path("task");
    assertThat(task.path("status").asText()).isEqualTo("denied");
    assertThat(task.path("comment").asText()).isEqualTo("archive it instead");
  }

  @Test
  void requestsThatAreBoundToNothingAreRefused() {
    String binding = binding(enforcing, WIPE);
    String other = WIPE.replace("record-1", "record-2");
    refused(request(enforcing, binding, "a", other), 400, "invalid_denial_binding");
    refused(request(enforcing, "made-up", "b", WIPE), 400, "invalid_denial_binding");
    refused(
        request(enforcing, "1" + binding.substring(binding.indexOf('.')), "c", WIPE),
        400,
        "invalid_denial_binding");
    refused(request(token("rosa", "enforce"), binding, "d", WIPE), 400, "invalid_denial_binding");
    assertThat(request(asking, binding, "e", WIPE).statusCode()).isEqualTo(403);
    assertThat(request(enforcing, binding, "f", WIPE).statusCode()).isEqualTo(202);
    refused(request(enforcing, binding, "f", other), 409, "duplicate_request");
    refused(send(enforcing, "GET", "/access/v1/requests/r-none", ""), 404, "unknown_task");
    String id = json(request(enforcing, binding, "f", WIPE)).at("/task/id").asText();
    refused(
        send(token("rosa", "enforce"), "GET", "/access/v1/requests/" + id, ""),
        404,
        "unknown_task");
  }

  @Test
  void aHaltDeniesAndWhatIsAllowedIsOnRecord() {
    String read = question(user("alice"), does("read"), record("record-1", ""));
    JsonNode allowed = json(evaluation(enforcing, read));
    assertThat(allowed.at("/context/dispatch").asText()).startsWith("d-");
    assertThat(json(evaluation(asking, read)).at("/context/recorded").asBoolean(true)).isFalse();
    server().post("/api/halts", "{\"scope\":\"everything\",\"why\":\"drill\"}");
    assertThat(decision(enforcing, read)).isFalse();
    assertThat(decision(asking, read)).isFalse();
  }
}
