package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.session.Session;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {
  private final TestSite site = new TestSite();
  private final Browsers.SignedIn rosa = site.signIn("rosa");

  @BeforeEach
  void begin() {
    Story.tell(site);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theReviewOpensWithOneSentenceAndTheNumbersThatADecisionHangsOn() {
    assertThat(words("/reviews/" + Story.REVIEW))
        .contains(
            "Delete the S3 bucket cost-reports-eu in production (account 1111-2222-3333,"
                + " eu-west-1) . Cost Explorer and report-api stop for 41,000 customers. Data in it"
                + " is lost.")
        .contains("2 services stop, 1 of tier 0, 1 degraded")
        .contains("41,000 customers lose a service")
        .contains("18,400 USD lost each hour")
        .contains("9 h to recover: 165,600 USD by then")
        .contains("no can it be undone: the bucket has no versions and no backup");
  }

  @Test
  void theReviewSaysWhoAsksWhyItIsHeldAndWhatTheSessionDid() {
    assertThat(words("/reviews/" + Story.REVIEW))
        .contains("operated by olga (cannot vote)")
        .contains("in the operator's words COST-2191: the monthly sum is off by one cent")
        .contains("policies/production.cedar:14 production-destroy-needs-peers")
        .contains("refused aws:s3:PutBucketVersioning on cost-reports-eu")
        .contains("versioning is not switched off in production")
        .contains("allowed aws:s3:DeleteObjects on cost-reports-eu-staging")
        .contains("ExpectedBucketOwner 111122223333")
        .contains("arn:aws:s3:::cost-reports-eu is removed, loses data")
        .contains("Cannot vote: olga");
  }

  @Test
  void thePictureIsDrawnHereWithATitleAndATableForThoseWhoDoNotSeeIt() {
    String html = site.page(rosa, "/reviews/" + Story.REVIEW).body();
    assertThat(html)
        .contains("<svg viewBox=")
        .contains("role=\"img\" aria-labelledby=\"pt-wide pd-wide\"")
        .contains("<g class=\"box removed\"><title>cost-reports-eu: removed</title>")
        .contains("<g class=\"box down\"><title>Cost Explorer: stops · tier 0</title>")
        .contains("<g class=\"box degraded\"><title>billing-export: degraded</title>")
        .contains("<g class=\"box people\"><title>customers: 41,000</title>")
        .contains("<g class=\"box fine\"><title>login: keeps running</title>")
        .contains("2 services stop: Cost Explorer, report-api. Degraded: billing-export.")
        .contains("How the loss reaches each service");
  }

  @Test
  void whatIsNotKnownIsNeverANumber() {
    Impact unknown =
        new Impact(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            0,
            Measure.zero(),
            Measure.zero(),
            "USD",
            new Measure.Unknown(),
            List.of(),
            List.of("nobody knows what needs `arn:aws:sqs:eu-west-1:1:orders`"));
    Action action =
        Story.action(
            Story.SESSION,
            "sqs",
            "DeleteQueue",
            Effect.DELETE,
            Story.lost("arn:aws:sqs:eu-west-1:1:orders"));
    site.record(
        new Fact.ReviewOpened(
            Story.review("r-unknown", action, unknown, Story.terms(), site.clock.instant())));
    String page = words("/reviews/r-unknown");
    assertThat(page)
        .contains("Delete the SQS queue orders")
        .contains("What it would break is not known.")
        .contains("not known services stop")
        .contains("not known customers lose a service")
        .contains("not known lost each hour")
        .contains("not known to recover")
        .contains("Not known nobody knows what needs `arn:aws:sqs:eu-west-1:1:orders`")
        .contains("who else?");
    assertThat(words("/")).contains("money an hour: not known");
  }

  @Test
  void aPartlyKnownSumIsThatOrMore() {
    Impact partly = partly(Measure.of(41_000), List.of("who else reads the bucket"));
    Action action =
        Story.action(
            Story.SESSION, "s3", "DeleteBucket", Effect.DELETE, Story.lost("arn:aws:s3:::partly"));
    site.record(
        new Fact.ReviewOpened(
            Story.review("r-partly", action, partly, Story.terms(), site.clock.instant())));
    assertThat(words("/reviews/r-partly"))
        .contains("41,000 or more customers lose a service")
        .contains("1 or more service stops")
        .contains("Not everything it would break is known.");
  }

  @Test
  void thousandsOfTargetsStayASmallPageThatSaysWhatItLeavesOut() {
    Target[] targets =
        IntStream.range(0, 5_000)
            .mapToObj(i -> Target.Known.unharmed("arn:aws:s3:::bucket-" + i))
            .toArray(Target[]::new);
    targets[4_321] =
        new Target.Known("arn:aws:s3:::the-bad-one", Target.Part.OBJECT, Set.of(Harm.REMOVES));
    Action action = Story.action(Story.SESSION, "s3", "DeleteMany", Effect.DELETE, targets);
    Impact wide =
        new Impact(
            new TreeSet<>(IntStream.range(0, 400).mapToObj(i -> "service-" + i).toList()),
            new TreeSet<>(),
            new TreeSet<>(),
            0,
            new Measure.Unknown(),
            Measure.zero(),
            "USD",
            Measure.zero(),
            IntStream.range(0, 400)
                .mapToObj(
                    i -> new Impact.Path(List.of("resource:x", "service-" + i), Impact.End.DOWN))
                .toList(),
            List.of());
    site.record(
        new Fact.ReviewOpened(
            Story.review("r-many", action, wide, Story.terms(), site.clock.instant())));
    Reply page = site.page(rosa, "/reviews/r-many");
    assertThat(page.body().length()).isLessThan(200_000);
    assertThat(text(page.body()))
        .contains("Delete the S3 bucket the-bad-one and 4,999 more")
        .contains("and 4940 more, not shown here")
        .contains("340 more paths are not shown")
        .contains("for nobody knows how many customers")
        .contains("395 more are not in the picture: the table has them");
  }

  @Test
  void theQueueHasTheOldestFirstWithItsImpactInOneLine() {
    Action small =
        Story.action(
            Story.SESSION,
            "sqs",
            "SetQueueAttributes",
            Effect.UPDATE,
            Target.Known.unharmed("arn:aws:sqs:eu-west-1:111122223333:usage"));
    site.record(
        new Fact.ReviewOpened(
            Story.review("r-small", small, Impact.NONE, Story.terms(), site.clock.instant())));
    String queue = words("/");
    assertThat(queue)
        .contains("What waits 2")
        .contains(
            "2 services down · 1 of them tier 0 · money an hour: 18,400 USD · recovery: 9 h ·"
                + " undo: no")
        .contains("votes missing 2 from peers (anyone but the operator), 1 from owners of")
        .contains("Change the SQS queue usage")
        .contains("Nothing in the catalog stops or degrades.");
    assertThat(queue.indexOf("cost-reports-eu")).isLessThan(queue.indexOf("usage"));
  }

  @Test
  void anExpiredReviewWaitsNoLonger() {
    Action old =
        Story.action(
            Story.SESSION, "s3", "DeleteBucket", Effect.DELETE, Story.lost("arn:aws:s3:::old"));
    site.record(
        new Fact.ReviewOpened(
            Story.review(
                "r-old",
                old,
                Story.outage(),
                Story.terms(),
                site.clock.instant().minusSeconds(9_000))));
    assertThat(words("/")).contains("What waits 1").contains("expired Delete the S3 bucket old");
    assertThat(words("/reviews/r-old"))
        .contains("Nobody decided in time, so nothing went out.")
        .doesNotContain("Approve…");
  }

  @Test
  void sessionsAreListedAndOneHasItsTimelineAndIsRevoked() {
    assertThat(words("/sessions"))
        .contains("kiro")
        .contains("3 went out · 1 held · 1 refused · 1 destroyed");
    String path = "/sessions/" + Story.SESSION;
    String one = words(path);
    assertThat(one)
        .contains("held aws:s3:DeleteBucket on cost-reports-eu waits for people its review")
        .contains("session opened by olga");
    assertThat(one.indexOf("held aws:s3:DeleteBucket")).isLessThan(one.indexOf("session opened"));

    assertThat(site.form(rosa, path + "/revoke", "why=").body()).contains("say why");
    assertThat(site.form(rosa, path + "/revoke", "why=it+runs+wild").status()).isEqualTo(303);
    assertThat(words(path)).contains("revoked by rosa: it runs wild").doesNotContain("at once");
    assertThat(standing()).isInstanceOf(Session.Standing.Revoked.class);
    assertThat(site.form(rosa, "/sessions/s-none/revoke", "why=x").status()).isEqualTo(404);
  }

  @Test
  void brakesHaltAndResume() {
    Action slow =
        Story.action(
            Story.SESSION,
            "s3",
            "CopyObject",
            Effect.CREATE,
            Target.Known.unharmed("arn:aws:s3:::a"));
    Action rule =
        Story.action(
            Story.SESSION,
            "events",
            "PutRule",
            Effect.UPDATE,
            Target.Known.unharmed("arn:aws:events:eu-west-1:123456789012:rule/b"),
            new Target.Known(
                "arn:aws:lambda:eu-west-1:123456789012:function:\u202enight",
                Target.Part.LATER_CODE,
                Set.of()));
    site.record(
        new Fact.Dispatched("d-slow", slow, Impact.NONE, List.of(), "p1", "", site.clock.instant()),
        new Fact.Dispatched("d-rule", rule, Impact.NONE, List.of(), "p1", "", site.clock.instant()),
        new Fact.Completed("d-rule", "HTTP 200", site.clock.instant()));
    Reply halted = site.form(rosa, "/brakes", "scope=agent&name=kiro&why=runs+wild");
    assertThat(text(halted.body()))
        .contains("Halted: agent kiro. Nothing in it goes out any more. 1 already out")
        .contains("Running now aws:s3:CopyObject on a by kiro")
        .contains("Acts by itself")
        .contains("night from aws:events:PutRule by kiro")
        .doesNotContain("\u202e");
    Halt halt = site.halts().getFirst();
    assertThat(halt.scope()).isEqualTo(new Scope.OfAgent("kiro"));
    assertThat(words("/")).contains("halt agent kiro · rosa: runs wild");
    assertThat(site.form(rosa, "/halts/" + halt.id() + "/resume", "").status()).isEqualTo(303);
    assertThat(text(site.page(rosa, "/brakes").body()))
        .contains("rosa wants it resumed: one more person must");
    Browsers.SignedIn operator = site.signIn("olga");
    assertThat(site.form(operator, "/halts/" + halt.id() + "/resume", "").status()).isEqualTo(409);
    Browsers.SignedIn sam = site.signIn("sam");
    assertThat(site.form(sam, "/halts/" + halt.id() + "/resume", "").status()).isEqualTo(303);
    assertThat(site.halts()).isEmpty();
    assertThat(site.form(rosa, "/halts/" + halt.id() + "/resume", "").status()).isEqualTo(404);
  }

  @Test
  void haltsThatAreNotClearAreRefusedWithAReason() {
    assertThat(site.form(rosa, "/brakes", "scope=agent&name=&why=x").body())
        .contains("say which agent: its name, or its id");
    assertThat(site.form(rosa, "/brakes", "scope=planet&name=earth&why=x").body())
        .contains("a halt is for everything, or for an agent");
    assertThat(site.form(rosa, "/brakes", "scope=everything&why=").body()).contains("say why");
    assertThat(site.form(rosa, "/brakes", "scope=everything&why=" + "x".repeat(1_001)).status())
        .isEqualTo(400);
    assertThat(site.form(rosa, "/brakes", "scope=everything&why=x&until=y").body())
        .contains("this form has no field `until`");
    assertThat(site.halts()).isEmpty();
    assertThat(site.form(rosa, "/freezes/f-none/thaw", "").status()).isEqualTo(404);
  }

  @Test
  void openIncidentsAreInSight() {
    site.record(
        new Fact.IncidentOpened(
            new Incident("i-1", "nobody knows whether it was done", "d-1", site.clock.instant())));
    assertThat(words("/")).contains("incident nobody knows whether it was done");
    assertThat(words("/brakes")).contains("Open incidents incident nobody knows");
  }

  private Session.Standing standing() {
    return site.journal
        .read(books -> books.sessions().find(Story.SESSION))
        .orElseThrow()
        .standing();
  }

  private static Impact partly(Measure customers, List<String> unknown) {
    return new Impact(
        new TreeSet<>(List.of("cost-explorer")),
        new TreeSet<>(),
        new TreeSet<>(),
        0,
        customers,
        Measure.of(5),
        "USD",
        Measure.of(30),
        List.of(new Impact.Path(List.of("resource:b", "cost-explorer"), Impact.End.DOWN)),
        unknown);
  }

  private String words(String path) {
    Reply page = site.page(rosa, path);
    assertThat(page.status()).isEqualTo(200);
    return text(page.body());
  }

  /// What is read on a page, its blanks evened out.
  static String text(String html) {
    return html.replaceAll("(?s)<(title|desc)[^>]*>.*?</\\1>", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }
}
