package dev.obstat.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestSite site = new TestSite();
  private String rosa = site.token("rosa");

  @BeforeEach
  void begin() {
    Story.tell(site);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void whoIsAskingIsSaidAndNobodyIsToldNothing() {
    JsonNode me = ok(get("/api/me", rosa));
    assertThat(me.path("person").asText()).isEqualTo("rosa");
    assertThat(me.path("manner").asText()).isEqualTo("token");
    assertThat(me.path("mayVote").asBoolean()).isFalse();
    assertThat(ok(get("/api/me", TestSite.OWNER_TOKEN)).path("manner").asText())
        .isEqualTo("installation");
    Reply browser = site.page(site.signIn("sam"), "/api/me");
    assertThat(ok(browser).path("manner").asText()).isEqualTo("browser");
    assertThat(ok(browser).path("mayVote").asBoolean()).isTrue();
    refused(site.get("/api/me"), 401, "sign in first");
    refused(get("/api/reviews", "obst.x.y.z"), 401, "sign in first");
    refused(site.get("/api/me", "authorization", "Basic eA=="), 401, "sign in first");
  }

  @Test
  void twoCredentialsAreNoneAndHeadersOfProxiesNameNobody() {
    Browsers.SignedIn sam = site.signIn("sam");
    refused(
        site.get(
            "/api/me",
            "authorization",
            "Bearer " + rosa,
            "authorization",
            "Bearer " + TestSite.OWNER_TOKEN),
        401,
        "sign in first");
    refused(
        site.get("/api/me", "cookie", "obstat=" + sam.cookie(), "authorization", "Bearer x"),
        401,
        "sign in first");
    for (String name :
        List.of("x-forwarded-user", "x-remote-user", "remote-user", "x-obstat-user")) {
      refused(site.get("/api/me", name, "rosa"), 401, "sign in first");
    }
  }

  @Test
  void onlyTheOwnerOfTheInstallationLetsPeopleIn() {
    Reply made = post("/api/signin-codes", TestSite.OWNER_TOKEN, "{\"person\":\"rosa\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(json(made).path("url").asText())
        .isEqualTo(site.address() + "/signin?code=" + json(made).path("code").asText());
    assertThat(site.browsers.signIn(json(made).path("code").asText())).isPresent();
    refused(
        post("/api/signin-codes", TestSite.OWNER_TOKEN, "{\"person\":\"nobody\"}"),
        400,
        "`nobody` is nobody the catalog knows");
    refused(post("/api/signin-codes", rosa, "{\"person\":\"rosa\"}"), 403, "only the owner");

    Reply token = post("/api/tokens", TestSite.OWNER_TOKEN, "{\"person\":\"sam\",\"hours\":2}");
    assertThat(token.status()).isEqualTo(201);
    assertThat(ok(get("/api/me", json(token).path("token").asText())).path("person").asText())
        .isEqualTo("sam");
    refused(
        post("/api/tokens", TestSite.OWNER_TOKEN, "{\"person\":\"sam\",\"hours\":0}"),
        400,
        "`hours` is not a whole number from 1 to 8784");
    refused(post("/api/tokens", rosa, "{}"), 403, "a token makes no token");
  }

  @Test
  void aTokenIsGoodForItsScopesAlone() {
    String reader = site.token("rosa", TokenScope.READ);
    ok(get("/api/reviews", reader));
    refused(
        post("/api/halts", reader, "{\"scope\":\"everything\",\"why\":\"x\"}"),
        403,
        "it needs the scope `brakes`, and has read");
    refused(post("/api/sessions", reader, "{}"), 403, "it needs the scope `sessions`");
    refused(post("/api/reviews/x/votes", reader, "{}"), 403, "it needs the scope `votes`");
    refused(post("/api/restored", reader, "{}"), 403, "it needs the scope `votes`");
    String brakes = site.token("rosa", TokenScope.BRAKES);
    refused(get("/api/reviews", brakes), 403, "it needs the scope `read`");
    refused(get("/api/events", brakes), 403, "it needs the scope `read`");
    assertThat(ok(get("/api/me", brakes)).path("person").asText()).isEqualTo("rosa");
  }

  @Test
  void peopleMakeListAndRevokeTheirOwnTokensInABrowser() {
    Browsers.SignedIn sam = site.signIn("sam");
    JsonNode made =
        json(
            site.send(
                "POST",
                "/api/tokens",
                "{\"name\":\"report\",\"scopes\":[\"read\"],\"hours\":1}",
                "cookie",
                "obstat=" + sam.cookie(),
                "origin",
                site.address(),
                "x-obstat-csrf",
                sam.csrf()));
    assertThat(made.path("person").asText()).isEqualTo("sam");
    String token = made.path("token").asText();
    String id = made.path("id").asText();
    assertThat(ok(get("/api/me", token)).path("person").asText()).isEqualTo("sam");
    JsonNode listed = ok(get("/api/tokens", token)).path("tokens");
    assertThat(listed).hasSize(1);
    assertThat(listed.at("/0/id").asText()).isEqualTo(id);
    assertThat(listed.at("/0").has("token")).isFalse();
    assertThat(ok(get("/api/tokens", TestSite.OWNER_TOKEN)).path("tokens")).hasSize(2);
    refused(
        site.send("DELETE", "/api/tokens/" + id, "", "authorization", "Bearer " + rosa),
        404,
        "there is no token `" + id + "` of yours");
    assertThat(
            site.send("DELETE", "/api/tokens/" + id, "", "authorization", "Bearer " + token)
                .status())
        .isEqualTo(204);
    refused(get("/api/me", token), 401, "sign in first");
  }

  @Test
  void tokensThatAreNotGoodAreNobodys() {
    String good = site.token("rosa");
    String[] parts = good.split("\\.", -1);
    for (String bad :
        List.of(
            parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A",
            parts[0] + ".t-0000000000000000." + parts[2],
            good + ".x",
            "obst." + parts[1],
            "obst." + parts[1] + ".",
            "x".repeat(5_000))) {
      refused(get("/api/me", bad), 401, "sign in first");
    }
    refused(get("/api/me", site.token("zoe")), 401, "sign in first");
    assertThat(ok(get("/api/me", good)).path("person").asText()).isEqualTo("rosa");
  }

  @Test
  void votesAndSignInsHaveAPace() {
    TestSite loud = site;
    Reply last = post("/api/reviews/" + Story.REVIEW + "/votes", rosa, vote("reject", "no"));
    assertThat(last.status()).isEqualTo(403);
    Browsers.SignedIn sam = loud.signIn("sam");
    int refusedAt = 0;
    for (int i = 1; i <= 30 && refusedAt == 0; i++) {
      Reply vote = loud.form(sam, "/reviews/r-none", "choice=reject&comment=x&digest=00");
      refusedAt = vote.status() == 429 ? i : 0;
    }
    assertThat(refusedAt).isBetween(20, 23);
    assertThat(loud.form(loud.signIn("ines"), "/reviews/r-none", "choice=x").status())
        .isEqualTo(400);
    int signIns = 0;
    Reply code;
    do {
      code =
          site.send(
              "POST",
              "/signin",
              "code=guess",
              "origin",
              site.address(),
              "content-type",
              "application/x-www-form-urlencoded");
      signIns++;
    } while (code.status() == 403 && signIns < 50);
    assertThat(code.status()).isEqualTo(429);
    assertThat(code.body()).contains("too many tries: wait");
    assertThat(signIns).isBetween(30, 34);
  }

  @Test
  void aSessionIsOpenedShownClosedAndRevoked() {
    Reply opened =
        post("/api/sessions", rosa, "{\"agent\":\"atlas\",\"intent\":\"tidy up\",\"minutes\":30}");
    assertThat(opened.status()).isEqualTo(201);
    JsonNode session = json(opened);
    String id = session.path("id").asText();
    assertThat(session.path("operator").asText()).isEqualTo("rosa");
    assertThat(session.path("aws").path("endpoint").asText()).isEqualTo("http://127.0.0.1:8471");
    assertThat(session.path("aws").path("secretAccessKey").asText()).isEqualTo("not-a-secret");

    assertThat(ok(get("/api/sessions", rosa)).path("sessions").get(0).path("id").asText())
        .isEqualTo(id);
    JsonNode shown = ok(get("/api/sessions/" + id, rosa));
    assertThat(shown.path("use").path("dispatched").asInt()).isZero();
    assertThat(shown.has("aws")).isFalse();
    assertThat(ok(post("/api/sessions/" + id + "/close", rosa, "")).path("standing").asText())
        .isEqualTo("closed");
    String kiro = "/api/sessions/" + Story.SESSION;
    assertThat(
            ok(post(kiro + "/revoke", rosa, "{\"why\":\"runs wild\"}")).path("standing").asText())
        .isEqualTo("revoked");
    JsonNode use = ok(get(kiro, rosa)).path("use");
    assertThat(use.toString())
        .isEqualTo("{\"dispatched\":3,\"held\":1,\"refused\":1,\"destroyed\":1}");
    assertThat(ok(get(kiro, rosa)).path("actions")).hasSize(3);
    assertThat(ok(get(kiro, rosa)).path("reviews")).hasSize(1);
  }

  @Test
  void sessionsThatCannotBeAreRefusedWithAReason() {
    refused(
        post("/api/sessions", rosa, "{\"agent\":\"a b\",\"intent\":\"x\"}"),
        400,
        "agent name `a b` is not 1 to 64 letters");
    refused(post("/api/sessions", rosa, "{\"intent\":\"x\"}"), 400, "`agent` is missing");
    refused(
        post("/api/sessions", rosa, "{\"agent\":\"a\",\"intent\":\" \"}"),
        400,
        "the intent says what the agent was asked to do");
    refused(
        post("/api/sessions", rosa, "{\"agent\":\"a\",\"intent\":\"x\",\"minutes\":9999}"),
        400,
        "`minutes` is not a whole number from 1 to 720");
    refused(get("/api/sessions/s-none", rosa), 404, "there is no session `s-none`");
    refused(post("/api/sessions/s-none/close", rosa, ""), 404, "there is no session");
    refused(
        post("/api/sessions/s-none/revoke", rosa, "{\"why\":\"x\"}"), 404, "there is no session");
    refused(
        post("/api/sessions/" + Story.SESSION + "/revoke", rosa, "{\"why\":\"  \"}"),
        400,
        "`why` is empty");
  }

  @Test
  void reviewsAreListedAndShownWholeWithUnknownAsAWord() {
    assertThat(ok(get("/api/reviews", rosa)).path("reviews")).hasSize(1);
    assertThat(ok(get("/api/reviews?state=all", rosa)).path("reviews")).hasSize(1);
    refused(get("/api/reviews?state=closed", rosa), 400, "`state` is `open` or `all`");
    refused(get("/api/reviews/r-none", rosa), 404, "there is no review `r-none`");
    JsonNode review = ok(get("/api/reviews/" + Story.REVIEW, rosa));
    assertThat(review.path("operation").asText()).isEqualTo("aws:s3:DeleteBucket");
    assertThat(review.path("impact").path("customers").asInt()).isEqualTo(41_000);
    assertThat(review.path("impact").path("revenuePerHour").toString()).isEqualTo("18400");
    assertThat(review.path("terms").path("approvals")).hasSize(2);
    assertThat(review.path("reasons").get(0).path("line").asInt()).isEqualTo(14);
    assertThat(review.path("digest").asText()).isEqualTo(Story.deletion().digest().hex());
    assertThat(review.path("parameters").path("Bucket").asText()).isEqualTo("cost-reports-eu");
  }

  @Test
  void anExpiredReviewIsNotShownAsOpen() {
    Review old =
        Story.review(
            "r-old",
            Story.action(
                Story.SESSION, "s3", "DeleteBucket", Effect.DELETE, Story.lost("arn:aws:s3:::old")),
            Impact.NONE,
            Story.terms(),
            Instant.now().minusSeconds(9_000));
    site.record(new Fact.ReviewOpened(old));
    assertThat(ok(get("/api/reviews/r-old", rosa)).path("state").asText()).isEqualTo("expired");
    assertThat(ok(get("/api/reviews", rosa)).path("reviews")).hasSize(1);
  }

  @Test
  void aTokenDoesNotVoteUnlessTheConfigurationSaysSo() {
    String path = "/api/reviews/" + Story.REVIEW + "/votes";
    refused(post(path, rosa, vote("reject", "no")), 403, "reviews.votes-by-token: true");
    refused(post(path, TestSite.OWNER_TOKEN, vote("reject", "no")), 403, "a vote comes from");
    assertThat(site.review(Story.REVIEW).votes()).isEmpty();

    site.close();
    site = new TestSite(true);
    Story.tell(site);
    rosa = site.token("rosa");
    assertThat(ok(get("/api/me", rosa)).path("mayVote").asBoolean()).isTrue();
    refused(post(path, TestSite.OWNER_TOKEN, vote("reject", "no")), 403, "never does");
    JsonNode voted = ok(post(path, rosa, vote("reject", "leave it")));
    assertThat(voted.path("state").asText()).isEqualTo("rejected");
    assertThat(voted.path("comment").asText()).isEqualTo("leave it");
    assertThat(voted.path("votes").get(0).path("manner").asText()).isEqualTo("command-line");
  }

  @Test
  void aVoteThatDoesNotCountSaysWhy() {
    String path = "/api/reviews/" + Story.REVIEW + "/votes";
    Browsers.SignedIn sam = site.signIn("sam");
    refused(
        byBrowser(sam, path, vote("perhaps", "")),
        400,
        "`choice` is `approve`, `reject` or `send-back`");
    refused(byBrowser(sam, path, vote("reject", "")), 409, "a rejection needs a reason");
    refused(
        byBrowser(sam, path, "{\"choice\":\"approve\",\"digest\":\"abc\"}"),
        400,
        "`digest` is not the 64 hexadecimal digits");
    refused(
        byBrowser(sam, path, "{\"choice\":\"approve\",\"digest\":\"" + "0".repeat(64) + "\"}"),
        409,
        "what you had in front of you is not what this review is about");
    refused(
        byBrowser(site.signIn("olga"), path, vote("approve", "")),
        409,
        "you operate this agent or opened its session");
    refused(
        byBrowser(sam, "/api/reviews/r-none/votes", vote("approve", "")),
        404,
        "there is no review `r-none`");
    refused(
        byBrowser(
            sam,
            path,
            vote("approve", "").replaceAll("impact:[0-9a-f]{12}", "impact:000000000000")),
        409,
        "this changed since you looked: impact");
    refused(
        byBrowser(sam, path, vote("approve", "").replaceAll("\"shown\":\"[^\"]*", "\"shown\":\"")),
        409,
        "an approval says what was shown");
    refused(byBrowser(sam, path, vote("send-back", "")), 409, "say on what condition");
    assertThat(ok(byBrowser(sam, path, vote("approve", "fine"))).path("votes")).hasSize(1);
    refused(byBrowser(sam, path, vote("approve", "fine")), 409, "one person has one vote");
  }

  @Test
  void anApprovalIsTakenBackByWhoGaveItAndByNobodyElse() {
    String path = "/api/reviews/" + Story.REVIEW + "/votes";
    Browsers.SignedIn sam = site.signIn("sam");
    ok(byBrowser(sam, path, vote("approve", "fine")));
    refused(delete(path + "/mine"), 403, "a vote comes from a signed-in browser");
    refused(withdraw(site.signIn("rosa"), Story.REVIEW), 409, "you have not approved this");
    refused(withdraw(sam, "r-none"), 404, "there is no review `r-none`");
    assertThat(ok(withdraw(sam, Story.REVIEW)).path("votes")).isEmpty();
    assertThat(site.review(Story.REVIEW).isOpen()).isTrue();
  }

  @Test
  void whatIsSentBackSaysOnWhatCondition() {
    JsonNode back =
        ok(
            byBrowser(
                site.signIn("sam"),
                "/api/reviews/" + Story.REVIEW + "/votes",
                vote("send-back", "with a final snapshot")));
    assertThat(back.path("state").asText()).isEqualTo("sent back");
    assertThat(back.path("sentBackBy").asText()).isEqualTo("sam");
    assertThat(back.path("condition").asText()).isEqualTo("with a final snapshot");
    assertThat(back.path("votes").get(0).path("choice").asText()).isEqualTo("send-back");
  }

  @Test
  void aBrowsersCallNeedsThePagesTokenAndItsOrigin() {
    Browsers.SignedIn sam = site.signIn("sam");
    String path = "/api/halts";
    String body = "{\"scope\":\"everything\",\"why\":\"x\"}";
    String cookie = "obstat=" + sam.cookie();
    refused(site.send("POST", path, body, "cookie", cookie), 403, "did not come from a page");
    refused(
        site.send("POST", path, body, "cookie", cookie, "origin", site.address()),
        403,
        "did not come from a page");
    refused(
        site.send(
            "POST",
            path,
            body,
            "cookie",
            cookie,
            "origin",
            "http://evil.example",
            "x-obstat-csrf",
            sam.csrf()),
        403,
        "did not come from a page");
    assertThat(byBrowser(sam, path, body).status()).isEqualTo(201);
  }

  @Test
  void onlyPeopleInTheConsoleSayThatSomethingIsBackAndOnlyOfWhatIsGone() {
    Browsers.SignedIn sam = site.signIn("sam");
    String body = "{\"target\":\"arn:aws:s3:::never-gone\",\"why\":\"I looked\"}";
    refused(post("/api/restored", rosa, body), 403, "from a signed-in browser");
    refused(
        byBrowser(sam, "/api/restored", body),
        404,
        "`arn:aws:s3:::never-gone` is not known to be gone");
    refused(byBrowser(sam, "/api/restored", "{\"target\":\"x\"}"), 400, "why");

    String gone =
        "{\"target\":\"arn:aws:s3:::cost-reports-eu-staging\",\"why\":\"from the backup\"}";
    refused(byBrowser(site.signIn("olga"), "/api/restored", gone), 409, "somebody else has to say");
    assertThat(byBrowser(sam, "/api/restored", gone).status()).isEqualTo(204);
    refused(byBrowser(sam, "/api/restored", gone), 404, "is not known to be gone");
  }

  @Test
  void haltsArePlacedListedAndLifted() {
    Reply placed = post("/api/halts", rosa, "{\"scope\":\"agent:kiro\",\"why\":\"runs wild\"}");
    assertThat(placed.status()).isEqualTo(201);
    String id = json(placed).path("halt").path("id").asText();
    assertThat(json(placed).path("running")).isEmpty();
    JsonNode halt = ok(get("/api/halts", rosa)).path("halts").get(0);
    assertThat(halt.path("scope").asText()).isEqualTo("agent kiro");
    assertThat(halt.path("by").asText()).isEqualTo("rosa");
    refused(delete("/api/halts/" + id), 403, "a halt is resumed in a signed-in browser");
    Browsers.SignedIn sam = site.signIn("sam");
    Browsers.SignedIn inBrowser = site.signIn("rosa");
    refused(byBrowser("DELETE", site.signIn("olga"), "/api/halts/" + id, ""), 409, "you operate");
    JsonNode asked = ok(byBrowser("DELETE", inBrowser, "/api/halts/" + id, ""));
    assertThat(asked.path("resumed").asBoolean()).isFalse();
    assertThat(asked.at("/halt/resumers/0").asText()).isEqualTo("rosa");
    assertThat(ok(byBrowser("DELETE", sam, "/api/halts/" + id, "")).path("resumed").asBoolean())
        .isTrue();
    refused(
        byBrowser("DELETE", sam, "/api/halts/" + id, ""),
        404,
        "there is no halt `" + id + "` in force");
    for (String scope : List.of("planet:earth", "agent:", "all", "", "agent")) {
      refused(
          post("/api/halts", rosa, "{\"scope\":\"" + scope + "\",\"why\":\"x\"}"),
          400,
          "the scope is none of `everything`");
    }
    refused(post("/api/halts", rosa, "{}"), 400, "`scope` is missing");
    assertThat(post("/api/halts", rosa, "{\"scope\":\"everything\"}").status())
        .as("a halt is never refused for want of a reason")
        .isEqualTo(201);
    refused(
        post(
            "/api/halts", rosa, "{\"scope\":\"everything\",\"why\":\"" + "x".repeat(2_001) + "\"}"),
        400,
        "`why` is longer than 2000 characters");
  }

  @Test
  void whoeverHaltsIsToldWhatActsLaterOfTheAgentInScope() {
    Action job =
        Story.action(
            Story.SESSION,
            "glue",
            "CreateJob",
            Effect.CREATE,
            new Target.Known("arn:job", Target.Part.LATER_CODE, Set.of()),
            new Target.Known("arn:role", Target.Part.PASSED_ROLE, Set.of()));
    for (int i = 0; i < 102; i++) {
      site.record(
          new Fact.Dispatched(
              "d-job-" + i, job, Impact.NONE, List.of(), "p1", "", Instant.EPOCH.plusSeconds(i)));
    }
    JsonNode all = json(post("/api/halts", rosa, "{\"scope\":\"agent:kiro\",\"why\":\"x\"}"));
    assertThat(all.path("later")).hasSize(100);
    assertThat(all.path("moreLater").asBoolean()).isTrue();
    JsonNode newest = all.path("later").get(0);
    assertThat(newest.path("id").asText()).isEqualTo("d-job-101");
    assertThat(newest.path("acts")).hasToString("[\"arn:job\"]");
    assertThat(newest.path("roles")).hasToString("[\"arn:role\"]");
    assertThat(newest.path("agent").asText()).isEqualTo("kiro");
    JsonNode other = json(post("/api/halts", rosa, "{\"scope\":\"agent:q\",\"why\":\"x\"}"));
    assertThat(other.path("later")).isEmpty();
    assertThat(other.path("moreLater").asBoolean()).isFalse();
    JsonNode stage =
        json(post("/api/halts", rosa, "{\"scope\":\"stage:production\",\"why\":\"x\"}"));
    assertThat(stage.path("later")).as("it may reach any stage").hasSize(100);
  }

  @Test
  void freezesArePlacedListedAndLifted() {
    String times = "\"from\":\"2026-12-20T00:00:00Z\",\"until\":\"2027-01-02T00:00:00Z\"";
    Reply placed =
        post(
            "/api/freezes",
            rosa,
            "{\"scope\":\"stage:production\",\"why\":\"holidays\"," + times + "}");
    assertThat(placed.status()).isEqualTo(201);
    String id = json(placed).path("freeze").path("id").asText();
    JsonNode freeze = ok(get("/api/freezes", rosa)).path("freezes").get(0);
    assertThat(freeze.path("from").asText()).isEqualTo("2026-12-20T00:00:00Z");
    refused(delete("/api/freezes/" + id), 403, "a freeze is ended in a signed-in browser");
    Browsers.SignedIn inBrowser = site.signIn("rosa");
    assertThat(byBrowser("DELETE", inBrowser, "/api/freezes/" + id, "").status()).isEqualTo(204);
    refused(byBrowser("DELETE", inBrowser, "/api/freezes/" + id, ""), 404, "there is no freeze");
    refused(
        post(
            "/api/freezes",
            rosa,
            "{\"scope\":\"everything\",\"why\":\"x\",\"from\":\"2027-01-02T00:00:00Z\","
                + "\"until\":\"2026-12-20T00:00:00Z\"}"),
        400,
        "a freeze ends after it begins");
    refused(
        post(
            "/api/freezes",
            rosa,
            "{\"scope\":\"everything\",\"why\":\"x\",\"from\":\"tomorrow\",\"until\":\"later\"}"),
        400,
        "`from` is `tomorrow`, not a time like 2026-01-31T12:00:00Z");
  }

  @Test
  void openIncidentsAreListed() {
    site.record(new Fact.IncidentOpened(new Incident("i-1", "nobody knows", "d-1", Instant.now())));
    JsonNode incident = ok(get("/api/incidents", rosa)).path("incidents").get(0);
    assertThat(incident.path("what").asText()).isEqualTo("nobody knows");
    assertThat(incident.path("dispatch").asText()).isEqualTo("d-1");
  }

  @Test
  void aPersonSaysWhatIsDownAndOnlyAPersonSaysThatItIsBack() {
    refused(post("/api/incidents", rosa, "{\"what\":\" \"}"), 400, "say in `what` what is broken");
    refused(
        post("/api/incidents", rosa, "{\"what\":\"dark\",\"down\":[\"nowhere\"]}"),
        404,
        "the catalog has no `nowhere`");
    refused(
        post("/api/incidents", rosa, "{\"what\":\"dark\",\"down\":\"web\"}"),
        400,
        "`down` is not a list");
    Reply reply = post("/api/incidents", rosa, "{\"what\":\"dark\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    JsonNode opened = json(reply).path("incident");
    assertThat(opened.path("by").asText()).isEqualTo("rosa");
    refused(
        post("/api/incidents/" + opened.path("id").asText() + "/close", rosa, "{}"),
        403,
        "that an incident is over is said from a signed-in browser");
  }

  @Test
  void badBodiesAreRefusedWithAReason() {
    refused(post("/api/halts", rosa, "{"), 400, "the body is not one JSON object");
    refused(post("/api/halts", rosa, "[]"), 400, "the body is not a JSON object");
    refused(post("/api/halts", rosa, "{} {}"), 400, "the body is not one JSON object");
    refused(
        post("/api/halts", rosa, "{\"scope\":\"a\",\"scope\":\"b\"}"),
        400,
        "the body is not one JSON object");
    refused(
        post("/api/halts", rosa, "{\"scope\":\"everything\",\"reason\":\"x\"}"),
        400,
        "unknown member `reason`: this call has scope, why");
    refused(post("/api/halts", rosa, "{\"scope\":5}"), 400, "`scope` is missing, or is not");
    refused(
        post("/api/halts", rosa, "{\"scope\":" + "[".repeat(40) + "]".repeat(40) + "}"),
        400,
        "the body is not one JSON object");
    refused(post("/api/halts", rosa, "\"" + "x".repeat(70_000) + "\""), 413, "larger than 65536");
  }

  @Test
  void callsThatAreNotThereSaySo() {
    for (String path :
        List.of("/api/", "/api/nothing", "/api/reviews/a/b/c", "/api/me/x", "/api/sessions/")) {
      Reply answer = get(path, rosa);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(json(answer).path("error").asText()).as(path).isNotEmpty();
    }
    refused(site.send("PUT", "/api/me", "{}", "authorization", "Bearer " + rosa), 404, "no such");
  }

  @Test
  void whileNothingCanBeRecordedChangesAnswer503() {
    site.journal.failWith("the disk is full");
    refused(
        post("/api/halts", rosa, "{\"scope\":\"everything\",\"why\":\"x\"}"),
        503,
        "nothing can be recorded: the disk is full");
    assertThat(get("/api/reviews", rosa).status()).isEqualTo(200);
  }

  private String vote(String choice, String comment) {
    return "{\"choice\":\"%s\",\"comment\":\"%s\",\"digest\":\"%s\",\"shown\":\"%s\"}"
        .formatted(choice, comment, Story.deletion().digest().hex(), site.shown(Story.REVIEW));
  }

  private Reply byBrowser(Browsers.SignedIn browser, String path, String body) {
    return byBrowser("POST", browser, path, body);
  }

  private Reply byBrowser(String method, Browsers.SignedIn browser, String path, String body) {
    return site.send(
        method,
        path,
        body,
        "cookie",
        "obstat=" + browser.cookie(),
        "origin",
        site.address(),
        "x-obstat-csrf",
        browser.csrf());
  }

  private Reply withdraw(Browsers.SignedIn browser, String review) {
    return byBrowser("DELETE", browser, "/api/reviews/" + review + "/votes/mine", "");
  }

  private Reply get(String path, String token) {
    return site.get(path, "authorization", "Bearer " + token);
  }

  private Reply post(String path, String token, String body) {
    return site.send("POST", path, body, "authorization", "Bearer " + token);
  }

  private Reply delete(String path) {
    return site.send("DELETE", path, "", "authorization", "Bearer " + rosa);
  }

  private static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
    return json(reply);
  }

  private static void refused(Reply reply, int status, String why) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(json(reply).path("error").asText()).contains(why);
  }

  private static JsonNode json(Reply reply) {
    try {
      return JSON.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + reply.body(), e);
    }
  }
}
