package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.signin.Browsers;
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
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every text that others choose is poisoned in every way at once, and every page is looked at.
class HostileTextTest {
  private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"";

  /// Right-to-left override, zero width space, escape sequence, tag letter, Cyrillic `о`, no-break
  /// space, full-width `a`.
  private static final String INVISIBLE =
      "\u202Egpj.\u2066x\u200By\u001B[31mred\uDB40\uDC61 c\u043Est \u00A0\uFF41";

  private static final String POISON = SCRIPT + INVISIBLE;

  private final TestSite site = new TestSite();
  private final Browsers.SignedIn rosa = site.signIn("rosa");

  @BeforeEach
  void poison() {
    Instant now = site.clock.instant();
    Principal.Agent agent = new Principal.Agent("agent" + POISON, "olga" + POISON);
    site.record(new Fact.SessionOpened(Story.session("s-bad", agent, "intent" + POISON, now)));
    Action action =
        new Action(
            "s-bad",
            agent,
            new Place("aws", "acc" + POISON, "reg" + POISON, POISON),
            new Operation("aws", "s3" + POISON, "Op" + POISON),
            Effect.DELETE,
            new Reversibility.Irreversible("why" + POISON),
            List.of(
                new Target.Known(
                    "arn:aws:s3:::bucket" + POISON, Target.Part.OBJECT, Set.of(Harm.REMOVES)),
                new Target.Unresolved("*" + POISON, "unresolved" + POISON, Set.of())),
            new Value.Structure(
                Map.of("key" + POISON, new Value.Sequence(List.of(Value.of("value" + POISON))))),
            new Content.None(),
            List.of("unpinned" + POISON));
    Impact seen =
        new Impact(
            new TreeSet<>(List.of("service" + POISON)),
            new TreeSet<>(List.of("soft" + POISON)),
            new TreeSet<>(List.of("data" + POISON)),
            0,
            Measure.of(1),
            Measure.of(1),
            "USD",
            Measure.of(1),
            List.of(new Impact.Path(List.of("r" + POISON, "service" + POISON), Impact.End.DOWN)),
            List.of("unknown" + POISON));
    Reason reason = new Reason("id" + POISON, "sentence" + POISON, "file" + POISON, 1, POISON);
    Review review = Story.review("r-bad", action, seen, Story.terms(), now);
    Review held =
        new Review(
            review.id(),
            action,
            review.digest(),
            "intent" + POISON,
            review.terms(),
            List.of(reason),
            seen,
            live(now),
            Set.of(agent.operator()),
            Map.of(),
            now,
            List.of(),
            review.state());
    Vote vote =
        new Vote(
            "sam", Vote.Choice.APPROVE, "comment" + POISON, review.digest(), "", "console", now);
    site.record(new Fact.ReviewOpened(held), new Fact.VoteCast("r-bad", vote));
    Review no = Story.review("r-no", otherwise(action), seen, Story.terms(), now);
    site.record(
        new Fact.ReviewOpened(no), new Fact.ReviewRejected("r-no", "sam", "no" + POISON, now));
    site.record(
        new Fact.Refused(action, List.of(reason), "p", now),
        new Fact.NotUnderstood("s-bad", "aws", "asked" + POISON, "because" + POISON, now),
        new Fact.Dispatched("d-bad", action, seen, List.of(), "p", "", now),
        new Fact.Dispatched("d-end", action, seen, List.of(), "p", "", now),
        new Fact.Failed("d-end", "outcome" + POISON, now),
        new Fact.HaltPlaced(
            new Halt("h-1", new Scope.OfAgent(POISON), "sam", "halt" + POISON, now)),
        new Fact.FreezePlaced(
            new Freeze(
                "f-1",
                new Scope.OfService(POISON),
                "sam",
                "freeze" + POISON,
                now,
                now.plus(Duration.ofHours(1)))),
        new Fact.IncidentOpened(new Incident("i-1", "incident" + POISON, "d-end", now)));
  }

  private static Live live(Instant now) {
    return new Live(
        new TreeMap<>(
            Map.of(
                "known" + POISON,
                new Live.Answer.Known(
                    new TreeMap<>(Map.of("tag:key" + POISON, "value" + POISON)),
                    new TreeMap<>(Map.of("gap", "because" + POISON)),
                    now,
                    new Reversibility.Unknown(),
                    Set.of()),
                "unknown" + POISON,
                new Live.Answer.Unknown("why" + POISON))),
        new Live.DryRun.WouldBeRefused("refused" + POISON));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/reviews/r-bad", "/reviews/r-no", "/sessions", "/sessions/s-bad", "/brakes"})
  @DisplayName("a script in a text stays text")
  void scriptsStayText(String path) {
    String html = site.page(rosa, path).body();
    assertThat(html).contains("&lt;script&gt;alert(1)");
    assertThat(html).doesNotContain("<script>alert", "<img", "onerror=alert(2)>'\"");
    // The two of the console itself.
    assertThat(html.split("<script", -1)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/reviews/r-bad", "/reviews/r-no", "/sessions", "/sessions/s-bad", "/brakes"})
  @DisplayName("what would not be seen is seen, and marked")
  void invisibleIsSeen(String path) {
    String html = site.page(rosa, path).body();
    for (String hidden :
        new String[] {"\u202E", "\u2066", "\u200B", "\u001B", "\uDB40\uDC61", "\u00A0"}) {
      assertThat(html).doesNotContain(hidden);
    }
    assertThat(html)
        .contains("<mark class=\"odd\" title=\"right-to-left override\">⟨U+202E⟩</mark>")
        .contains("⟨U+2066⟩", "⟨U+200B⟩", "⟨U+001B⟩", "⟨U+E0061⟩", "⟨U+00A0⟩")
        .contains("title=\"U+043E, Cyrillic letter that looks like a Latin one\">о</mark>")
        .contains("title=\"U+FF41, another form of a\">ａ</mark>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"choice=reject&comment=", "choice=approve&comment="})
  @DisplayName("what a reader typed comes back as text")
  void typedTextComesBackAsText(String fields) {
    String html =
        site.form(
                rosa,
                "/reviews/r-bad",
                fields + "%22%3E%3Cscript%3Ealert(3)%3C/script%3E&digest=" + "0".repeat(64))
            .body();
    assertThat(html).contains("Your vote does not count").doesNotContain("<script>alert(3)");
  }

  /// The same for another bucket, so that its digest is another.
  private static Action otherwise(Action action) {
    return new Action(
        action.session(),
        action.principal(),
        action.place(),
        action.operation(),
        action.effect(),
        action.reversibility(),
        List.of(Story.lost("arn:aws:s3:::other" + POISON)),
        action.parameters(),
        action.content(),
        List.of());
  }
}
