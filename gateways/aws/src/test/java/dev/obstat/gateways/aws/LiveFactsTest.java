package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.live.PassingAnswers;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import dev.obstat.http.Body;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of the other side, which takes nothing that the real keys have not signed, and
/// what its answers are taken for.
class LiveFactsTest {
  private static final AwsModels MODELS = AwsModels.load();
  private static final String ACCOUNT = "123456789012";
  private static final String ENABLED = versioning("<Status>Enabled</Status>");

  private final Clock clock = Clock.systemUTC();
  private final Engine engine = new Engine(clock);
  private final Forwarder forwarder = new Forwarder(ForwardSettings.usual(), tls());

  @AfterEach
  void stop() {
    forwarder.close();
    engine.close();
    assertThat(engine.turnedAway()).as("signatures made for the engine").isEmpty();
  }

  @Test
  void anObjectInABucketThatKeepsVersionsCanBeBroughtBack() {
    says(ENABLED);
    Action action = delete("arn:aws:s3:::cost-reports/reports/a.csv");
    Live live = facts().of(action);
    assertThat(live.common()).isEqualTo(Map.of("versioning", "enabled"));
    assertThat(live.judge(action).reversibility()).isInstanceOf(Reversibility.Recoverable.class);
    assertThat(engine.arrived())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.head().method()).isEqualTo("GET");
              assertThat(one.head().target()).isEqualTo("/cost-reports?versioning");
            });
  }

  @Test
  void whereVersionsAreNotKeptItIsFinal() {
    Action action = delete("arn:aws:s3:::b-one/a");
    says("<?xml version=\"1.0\"?>" + versioning(""));
    assertThat(facts().of(action).common()).isEqualTo(Map.of("versioning", "off"));
    assertThat(judged(action)).isInstanceOf(Reversibility.Irreversible.class);
    says(versioning("<Status>Suspended</Status>"));
    assertThat(judged(action)).isInstanceOf(Reversibility.Irreversible.class);
  }

  @Test
  void oneNamedVersionAmongManyObjectsMakesItFinal() {
    says(ENABLED);
    Value.Structure one = new Value.Structure(Map.of("Key", Value.of("a")));
    Value.Structure version =
        new Value.Structure(Map.of("Key", Value.of("b"), "VersionId", Value.of("v1")));
    Action action =
        action("s3", "DeleteObjects", objects(one, version), harmed("arn:aws:s3:::b-one/a"));
    assertThat(judged(action)).isInstanceOf(Reversibility.Irreversible.class);
    Action without = action("s3", "DeleteObjects", objects(one), harmed("arn:aws:s3:::b-one/a"));
    assertThat(judged(without)).isInstanceOf(Reversibility.Recoverable.class);
  }

  @Test
  void versionsDoNotUndoWhatIsDoneToTheBucketItself() {
    says(ENABLED);
    Action action =
        action(
            "s3",
            "PutBucketLifecycleConfiguration",
            Value.Structure.EMPTY,
            harmed("arn:aws:s3:::b-one"));
    assertThat(facts().of(action).common()).isEqualTo(Map.of("versioning", "enabled"));
    assertThat(judged(action)).isInstanceOf(Reversibility.Unknown.class);
  }

  @Test
  void theOneBucketWithoutVersionsCounts() {
    engine.misbehave(
        exchange ->
            answer(
                exchange,
                200,
                exchange.request().target().startsWith("/b-two") ? versioning("") : ENABLED));
    Action action = delete("arn:aws:s3:::b-one/a", "arn:aws:s3:::b-two/a");
    assertThat(facts().of(action).common()).isEmpty();
    assertThat(judged(action)).isInstanceOf(Reversibility.Irreversible.class);
  }

  @Test
  void manyObjectsOfOneBucketAreOneQuestionAndARepeatIsNone() {
    says(ENABLED);
    AwsLiveFacts facts = facts();
    Action action =
        delete(
            IntStream.range(0, 500)
                .mapToObj(i -> "arn:aws:s3:::b-one/" + i)
                .toArray(String[]::new));
    assertThat(facts.of(action).answers()).hasSize(500);
    facts.of(action);
    assertThat(engine.arrived()).hasSize(1);
  }

  @Test
  void moreQuestionsThanAreAskedAreUnknown() {
    says(ENABLED);
    Action action =
        delete(
            IntStream.range(0, 210)
                .mapToObj(i -> "arn:aws:s3:::bucket-%03d/a".formatted(i))
                .toArray(String[]::new));
    assertThat(facts().of(action).unknown()).hasSize(10);
    assertThat(engine.arrived()).hasSize(200);
  }

  @Test
  void whoDoesNotAnswerInTimeIsUnknownAndKeepsNobodyWaiting() {
    CountDownLatch stopped = new CountDownLatch(1);
    engine.misbehave(
        exchange -> {
          try {
            stopped.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.answer(500, "too late");
        });
    long begun = System.nanoTime();
    Live live = looking(reads(true), Duration.ofMillis(200)).of(delete("arn:aws:s3:::b-one/a"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    stopped.countDown();
    assertThat(why(live)).isEqualTo("versioning: no answer in 200 ms");
  }

  @Test
  void anErrorOfTheOtherSideIsUnknownWithItsReason() {
    engine.misbehave(exchange -> answer(exchange, 403, "<Error><Code>AccessDenied</Code></Error>"));
    assertThat(why(facts().of(delete("arn:aws:s3:::b-one/a"))))
        .isEqualTo("versioning: the answer was HTTP 403 AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not XML",
        "<VersioningConfiguration><Status>Enabled",
        "<Other><Status>Enabled</Status></Other>",
        "<!DOCTYPE a [<!ENTITY e \"Enabled\">]><VersioningConfiguration><Status>&e;</Status>"
            + "</VersioningConfiguration>"
      })
  void anAnswerThatIsNoneIsUnknown(String body) {
    says(body);
    Action action = delete("arn:aws:s3:::b-one/a");
    assertThat(facts().of(action).unknown()).containsExactly("arn:aws:s3:::b-one/a");
    assertThat(judged(action)).isInstanceOf(Reversibility.Unknown.class);
  }

  @Test
  void aStatusThatNobodyKnowsIsNotTakenForOneThatIsKnown() {
    says(versioning("<Status>Perhaps</Status>"));
    assertThat(judged(delete("arn:aws:s3:::b-one/a"))).isInstanceOf(Reversibility.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:::b?acl#/a",
        "arn:aws:s3:::../a",
        "arn:aws:s3:::B-ONE/a",
        "arn:aws:s3:eu-west-1:123456789012:accesspoint/own",
        "cost-reports"
      })
  void whatIsNoBucketIsNotAskedAbout(String name) {
    says(ENABLED);
    assertThat(why(facts().of(delete(name)))).isEqualTo("nobody is asked about such a thing");
    assertThat(engine.arrived()).isEmpty();
  }

  @Test
  void ofOtherThingsNothingIsKnownAndThatIsSaid() {
    Action action =
        action(
            "sqs",
            "DeleteQueue",
            Value.Structure.EMPTY,
            harmed("arn:aws:sqs:eu-west-1:123456789012:jobs"));
    assertThat(why(facts().of(action))).isEqualTo("nobody is asked about such a thing");
    assertThat(engine.arrived()).isEmpty();
  }

  @Test
  void withoutUpstreamOrCredentialsNothingIsKnown() {
    Action action = delete("arn:aws:s3:::b-one/a");
    assertThat(why(looking(reads(false), Duration.ofSeconds(2)).of(action)))
        .startsWith("versioning: no upstream is configured for `s3`");
    AwsReads poor =
        reads(
            account(true, () -> new UpstreamCredentials.Answer.Missing("set the keys"), Set.of()));
    assertThat(why(looking(poor, Duration.ofSeconds(2)).of(action)))
        .isEqualTo("versioning: set the keys");
  }

  private Reversibility judged(Action action) {
    return facts().of(action).judge(action).reversibility();
  }

  private AwsLiveFacts facts() {
    return looking(reads(true), Duration.ofSeconds(10));
  }

  private AwsReads reads(boolean configured) {
    return reads(account(configured, new FixedCredentials(Engine.REAL), Set.of()));
  }

  private AwsReads reads(Account account) {
    return new AwsReads(new Accounts(account, Map.of()), MODELS, forwarder, clock);
  }

  private Account account(
      boolean configured, UpstreamCredentials credentials, Set<String> regions) {
    Upstreams upstreams =
        new Upstreams(
            configured ? Map.of("s3", engine.upstream()) : Map.of(), false, Variant.PLAIN);
    return Account.of(ACCOUNT, "agents", upstreams, credentials, regions);
  }

  @Test
  void anotherAccountAndARegionThatIsNotListedAreNotAskedAbout() {
    says(ENABLED);
    Action action = delete("arn:aws:s3:::b-one/a");
    Account elsewhere =
        Account.of(
            "999999999999",
            "agents",
            account(true, new FixedCredentials(Engine.REAL), Set.of()).upstreams(),
            new FixedCredentials(Engine.REAL),
            Set.of());
    assertThat(why(facts(elsewhere).of(action))).contains("where nobody is asked");
    Account regional = account(true, new FixedCredentials(Engine.REAL), Set.of("ap-south-1"));
    assertThat(why(facts(regional).of(action))).contains("nothing goes to `eu-west-1`");
    assertThat(engine.arrived()).isEmpty();
  }

  private AwsLiveFacts looking(AwsReads reads, Duration limit) {
    Accounts none =
        new Accounts(account(false, new FixedCredentials(Engine.REAL), Set.of()), Map.of());
    return new AwsLiveFacts(
        reads,
        new DryRuns(none, MODELS, reads, DryRuns.Where.NOBODY),
        new PassingAnswers(clock),
        limit,
        clock);
  }

  private AwsLiveFacts facts(Account account) {
    return looking(reads(account), Duration.ofSeconds(2));
  }

  private void says(String body) {
    engine.misbehave(exchange -> answer(exchange, 200, body));
  }

  private static void answer(dev.obstat.http.Exchange exchange, int status, String body) {
    exchange.answer(
        new ResponseHead(status, Headers.of("content-type", "application/xml")),
        new Body.Whole(dev.obstat.http.Content.text(body)));
  }

  private static String versioning(String inside) {
    return "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + inside
        + "</VersioningConfiguration>";
  }

  /// The reason of the one answer there is.
  private static String why(Live live) {
    assertThat(live.answers()).hasSize(1);
    return switch (live.answers().firstEntry().getValue()) {
      case Live.Answer.Unknown unknown -> unknown.why();
      case Live.Answer.Known known -> throw new AssertionError("known: " + known);
    };
  }

  private static Action delete(String... names) {
    return action(
        "s3",
        "DeleteObject",
        Value.Structure.EMPTY,
        Arrays.stream(names).map(LiveFactsTest::harmed).toArray(Target[]::new));
  }

  private static Target harmed(String name) {
    return new Target.Known(name, Target.Part.OBJECT, Set.of(Harm.REMOVES, Harm.LOSES_DATA));
  }

  private static Value.Structure objects(Value... objects) {
    return new Value.Structure(
        Map.of(
            "Delete",
            new Value.Structure(Map.of("Objects", new Value.Sequence(List.of(objects))))));
  }

  private static Action action(
      String service, String name, Value.Structure parameters, Target... targets) {
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "olga"),
        new Place("aws", "123456789012", "eu-west-1", "agents"),
        new Operation("aws", service, name),
        Effect.DELETE,
        new Reversibility.Unknown(),
        List.of(targets),
        parameters,
        new Content.None(),
        List.of());
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }
}
