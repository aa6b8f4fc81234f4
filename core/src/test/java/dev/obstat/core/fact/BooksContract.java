package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Removal;
import dev.obstat.core.notice.Notice;
import dev.obstat.core.notice.Occasion;
import dev.obstat.core.review.Review;
import dev.obstat.core.session.Pace;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Journal] promises about state: what each fact does to what the [Books] answer, and
/// which facts contradict the state and are refused.
public abstract class BooksContract extends JournalFixture {

  // Sessions

  @Test
  void anOpenedSessionIsFoundByIdAndByAccessKey() {
    Session session = Samples.session("s-1");
    record(new Fact.SessionOpened(session));

    assertThat(found(books -> books.sessions().find("s-1"))).contains(session);
    assertThat(found(books -> books.sessions().byAccessKey(session.accessKeyId())))
        .contains(session);
    assertThat(found(books -> books.sessions().find("s-2"))).isEmpty();
    assertThat(found(books -> books.sessions().byAccessKey("OTHER"))).isEmpty();
    assertThat(use("s-1")).isEqualTo(SessionUse.NONE);
    assertThat(use("s-2")).isEqualTo(SessionUse.NONE);
  }

  @Test
  void sessionsEndOnceAndTheEpochGrows() {
    record(
        new Fact.SessionOpened(Samples.session("s-1")),
        new Fact.SessionOpened(Samples.session("s-2")));
    record(new Fact.SessionClosed("s-1", LATER));
    record(new Fact.SessionRevoked("s-2", "rosa", "looks wrong", LATER));

    assertThat(session("s-1").standing()).isEqualTo(new Session.Standing.Closed(LATER));
    assertThat(session("s-2").standing())
        .isEqualTo(new Session.Standing.Revoked("rosa", "looks wrong", LATER));
    assertThat(epoch()).isEqualTo(new Epoch("", "", 2, 0));
    refused(new Fact.SessionClosed("s-1", LATER), "session `s-1` has ended");
    refused(new Fact.SessionRevoked("s-1", "rosa", "why", LATER), "session `s-1` has ended");
    refused(new Fact.SessionClosed("s-3", LATER), "session `s-3` is not there");
  }

  @Test
  void twoSessionsNeverShareAnIdOrAnAccessKey() {
    Session session = Samples.session("s-1");
    record(new Fact.SessionOpened(session));
    Session sameKey =
        new Session(
            "s-2",
            session.agent(),
            session.openedBy(),
            session.intent(),
            session.accessKeyId(),
            session.opened(),
            session.expires(),
            session.standing());
    Session sameId =
        new Session(
            "s-1",
            session.agent(),
            session.openedBy(),
            session.intent(),
            "ANOTHER",
            session.opened(),
            session.expires(),
            session.standing());

    refused(new Fact.SessionOpened(sameKey), "there is already a session with this access key");
    refused(new Fact.SessionOpened(sameId), "session `s-1` is already there");
  }

  @Test
  void theLatestSessionsComeNewestFirst() {
    for (int i = 0; i < 4; i++) {
      record(new Fact.SessionOpened(Samples.session("s-" + i)));
    }
    assertThat(all(books -> books.sessions().latest(3)))
        .extracting(Session::id)
        .containsExactly("s-3", "s-2", "s-1");
  }

  @Test
  void aSessionsUseCountsWhatWentWasHeldWasRefusedAndWasDestroyed() {
    Action two =
        Samples.action(
            "s-1",
            "DeleteObjects",
            Effect.DELETE,
            new Target.Known("a", Target.Part.OBJECT, Set.of(Harm.REMOVES)),
            new Target.Known("b", Target.Part.OBJECT, Set.of(Harm.LOSES_DATA)),
            new Target.Known("c", Target.Part.OBJECT, Set.of(Harm.DISABLES)),
            Target.Known.unharmed("d"));
    Review review = Samples.review("r-1", Samples.delete("s-1", "held"));
    record(
        Samples.dispatched("d-1", two),
        Samples.dispatched("d-2", Samples.delete("s-1", "e")),
        Samples.dispatched("d-3", Samples.read("s-1", "f")),
        new Fact.ReviewOpened(review),
        new Fact.ReviewJoined("r-1", "s-2", LATER),
        new Fact.Refused(two, List.of(Samples.reason()), "p1", LATER));

    assertThat(use("s-1")).isEqualTo(new SessionUse(3, 1, 1, 3));
    assertThat(use("s-2")).isEqualTo(new SessionUse(0, 1, 0, 0));

    record(new Fact.Failed("d-1", "HTTP 403", LATER), new Fact.EndUnknown("d-2", "cut", LATER));
    assertThat(use("s-1")).isEqualTo(new SessionUse(3, 1, 1, 1));
  }

  // Dispatches and removals

  @Test
  void aDispatchRunsUntilItsEndWhichIsRecordedOnce() {
    Action action = Samples.read("s-1", "a");
    record(
        Samples.dispatched("d-1", action),
        Samples.dispatched("d-2", action),
        Samples.dispatched("d-3", Samples.read("s-2", "a")));
    assertThat(all(books -> books.dispatches().running()))
        .extracting(Dispatch::id)
        .containsExactly("d-1", "d-2", "d-3");

    record(new Fact.Completed("d-1", "HTTP 200", LATER));
    assertThat(found(books -> books.dispatches().find("d-1")))
        .contains(
            new Dispatch(
                "d-1",
                action,
                Impact.NONE,
                "",
                Samples.NOON,
                new Dispatch.State.Completed("HTTP 200", LATER)));
    assertThat(all(books -> books.dispatches().running()))
        .extracting(Dispatch::id)
        .containsExactly("d-2", "d-3");
    assertThat(all(books -> books.dispatches().ofSession("s-1", 5)))
        .extracting(Dispatch::id)
        .containsExactly("d-2", "d-1");
    assertThat(all(books -> books.dispatches().ofSession("s-1", 1))).hasSize(1);
    assertThat(found(books -> books.dispatches().find("d-9"))).isEmpty();
    refused(new Fact.Completed("d-1", "HTTP 200", LATER), "dispatch `d-1` has ended");
    refused(new Fact.Failed("d-1", "HTTP 403", LATER), "dispatch `d-1` has ended");
    refused(new Fact.EndUnknown("d-9", "cut", LATER), "dispatch `d-9` is not there");
    refused(Samples.dispatched("d-1", action), "dispatch `d-1` is already there");
  }

  @Test
  void anUnknownEndCanBecomeKnownLater() {
    record(
        Samples.dispatched("d-1", Samples.read("s-1", "a")),
        new Fact.EndUnknown("d-1", "cut", LATER));
    assertThat(dispatch("d-1").state()).isEqualTo(new Dispatch.State.Unknown("cut", LATER));
    refused(new Fact.EndUnknown("d-1", "again", LATER), "dispatch `d-1` has ended");

    record(new Fact.Failed("d-1", "it was never done", LATER));
    assertThat(dispatch("d-1").state())
        .isEqualTo(new Dispatch.State.Failed("it was never done", LATER));
  }

  @Test
  void whatIsTakenCountsFromTheDispatchUntilItCertainlyFailed() {
    Target.Known gone = new Target.Known("a", Target.Part.OBJECT, Set.of(Harm.REMOVES));
    Target.Unresolved stopped = new Target.Unresolved("b*", "a wildcard", Set.of(Harm.DISABLES));
    Action action =
        Samples.action(
            "s-1", "DeleteObjects", Effect.DELETE, gone, Target.Known.unharmed("c"), stopped);
    record(
        Samples.dispatched("d-1", action),
        Samples.dispatched("d-2", Samples.read("s-1", "x")),
        Samples.dispatched("d-3", Samples.delete("s-2", "d"), "", LATER));

    assertThat(all(books -> books.removals().since(Samples.NOON)))
        .hasSize(3)
        .startsWith(
            new Removal("d-1", "s-1", "kiro", "ana", gone, Samples.NOON),
            new Removal("d-1", "s-1", "kiro", "ana", stopped, Samples.NOON));
    assertThat(all(books -> books.removals().since(LATER)))
        .extracting(Removal::dispatch)
        .containsExactly("d-3");
    assertThat(all(books -> books.removals().since(LATER.plusNanos(1)))).isEmpty();
    assertThat(epoch()).isEqualTo(new Epoch("", "", 0, 2));

    record(new Fact.Completed("d-3", "HTTP 204", LATER), new Fact.EndUnknown("d-1", "cut", LATER));
    assertThat(all(books -> books.removals().since(Samples.NOON))).hasSize(3);
    assertThat(epoch()).isEqualTo(new Epoch("", "", 0, 2));

    record(new Fact.Failed("d-1", "HTTP 403", LATER), new Fact.Failed("d-2", "HTTP 404", LATER));
    assertThat(all(books -> books.removals().since(Samples.NOON)))
        .extracting(Removal::dispatch)
        .containsExactly("d-3");
    assertThat(epoch()).isEqualTo(new Epoch("", "", 0, 3));
  }

  @Test
  void whatActsLaterIsListedNewestFirstUnlessItFailed() {
    Target code = new Target.Known("rule", Target.Part.LATER_CODE, Set.of());
    Target role = new Target.Known("role", Target.Part.PASSED_ROLE, Set.of());
    Target source = new Target.Known("source", Target.Part.SOURCE, Set.of());
    Action rule = Samples.action("s-1", "PutRule", Effect.UPDATE, code);
    Action job = Samples.action("s-2", "CreateJob", Effect.CREATE, source, role);
    record(
        Samples.dispatched("d-1", rule),
        Samples.dispatched("d-2", Samples.action("s-1", "Copy", Effect.CREATE, source)),
        Samples.dispatched("d-3", job),
        Samples.dispatched("d-4", rule),
        new Fact.Completed("d-1", "HTTP 200", LATER),
        new Fact.EndUnknown("d-3", "the answer broke off", LATER),
        new Fact.Failed("d-4", "HTTP 403", LATER));
    assertThat(all(books -> books.dispatches().actingLater(9)))
        .extracting(Dispatch::id)
        .containsExactly("d-3", "d-1");
    assertThat(all(books -> books.dispatches().actingLater(1)))
        .extracting(Dispatch::id)
        .containsExactly("d-3");
  }

  // Controls, incidents, what decisions stand on

  @Test
  void haltsAndFreezesStandUntilLiftedAndEachMovesTheEpoch() {
    record(new Fact.HaltPlaced(Samples.halt("h-1")), new Fact.HaltPlaced(Samples.halt("h-2")));
    record(new Fact.FreezePlaced(Samples.freeze("f-1")));
    assertThat(all(books -> books.controls().halts()))
        .containsExactly(Samples.halt("h-1"), Samples.halt("h-2"));
    assertThat(all(books -> books.controls().freezes())).containsExactly(Samples.freeze("f-1"));
    refused(new Fact.HaltPlaced(Samples.halt("h-1")), "halt `h-1` is already there");
    refused(new Fact.FreezePlaced(Samples.freeze("f-1")), "freeze `f-1` is already there");

    record(new Fact.HaltLifted("h-1", "rosa", LATER), new Fact.FreezeLifted("f-1", "rosa", LATER));
    assertThat(all(books -> books.controls().halts())).containsExactly(Samples.halt("h-2"));
    assertThat(all(books -> books.controls().freezes())).isEmpty();
    assertThat(epoch()).isEqualTo(new Epoch("", "", 5, 0));
    refused(new Fact.HaltLifted("h-1", "rosa", LATER), "halt `h-1` is not there");
    refused(new Fact.FreezeLifted("f-1", "rosa", LATER), "freeze `f-1` is not there");
  }

  @Test
  void incidentsAreOpenUntilClosed() {
    record(
        new Fact.IncidentOpened(Samples.incident("i-1", "d-1")),
        new Fact.IncidentOpened(Samples.incident("i-2", "d-2")));
    assertThat(all(books -> books.incidents().open()))
        .containsExactly(Samples.incident("i-1", "d-1"), Samples.incident("i-2", "d-2"));
    refused(
        new Fact.IncidentOpened(Samples.incident("i-1", "d-1")), "incident `i-1` is already there");

    record(new Fact.IncidentClosed("i-1", "rosa", LATER));
    assertThat(all(books -> books.incidents().open()))
        .containsExactly(Samples.incident("i-2", "d-2"));
    refused(new Fact.IncidentClosed("i-1", "rosa", LATER), "incident `i-1` is not there");
  }

  @Test
  void aNoticeRemembersWhoWasToldUntilItIsOldAndNewerOnesCome() {
    record(new Fact.HaltPlaced(Samples.halt("h-1")));
    record(new Fact.HaltLifted("h-1", "rosa", LATER));
    record(new Fact.NoticeTold(0, "mail", LATER), new Fact.NoticeGivenUp(0, "chat", "404", LATER));
    assertThat(all(books -> books.notices().open(9)))
        .containsExactly(
            new Notice(0, Occasion.HALT, "h-1", Samples.NOON, Set.of("mail", "chat")),
            new Notice(1, Occasion.RESUME, "h-1", LATER, Set.of()));
    assertThat(all(books -> books.notices().open(1))).hasSize(1);
    refused(new Fact.NoticeTold(0, "mail", LATER), "notice `0` to `mail` is done already");
    refused(new Fact.NoticeTold(7, "mail", LATER), "notice `7` is not there");

    Instant muchLater = LATER.plus(Notice.KEPT);
    Halt newer = new Halt("h-2", new Scope.Everything(), "rosa", "again", muchLater);
    record(new Fact.HaltPlaced(newer));
    assertThat(all(books -> books.notices().open(9)))
        .extracting(Notice::subject)
        .containsExactly("h-1", "h-2");
    refused(new Fact.NoticeTold(0, "pager", LATER), "notice `0` is not there");
  }

  @Test
  void theSecondPersonWhoWantsAHaltResumedIsNotedWithTheFirst() {
    record(
        new Fact.HaltPlaced(Samples.halt("h-1")),
        new Fact.ResumeAsked("h-1", "rosa", LATER),
        new Fact.ResumeAsked("h-1", "rosa", LATER),
        new Fact.ResumeAsked("h-1", "ben", LATER));
    assertThat(all(books -> books.controls().halts()))
        .containsExactly(Samples.halt("h-1").askedBy("ben").askedBy("rosa"));
    refused(new Fact.ResumeAsked("h-2", "ben", LATER), "halt `h-2` is not there");
    record(new Fact.HaltLifted("h-1", "ben", LATER), new Fact.HaltPlaced(Samples.halt("h-1")));
    assertThat(all(books -> books.controls().halts())).containsExactly(Samples.halt("h-1"));
  }

  @Test
  void thePaceOfAnAgentIsWhatWentOutLatelyWhoeverOperatesIt() {
    record(
        new Fact.SessionOpened(Samples.session("s-1")),
        Samples.dispatched("d-1", Samples.read("s-1", "a"), "", Samples.NOON),
        Samples.dispatched("d-2", Samples.delete("s-1", "a"), "", Samples.NOON),
        Samples.dispatched("d-3", Samples.read("s-1", "a"), "", Samples.NOON.plusSeconds(61)));
    assertThat(pace("kiro", 61)).isEqualTo(new Pace(1, 1));
    assertThat(pace("kiro", 60)).isEqualTo(new Pace(3, 1));
    assertThat(pace("kiro", 601)).isEqualTo(new Pace(0, 0));
    assertThat(pace("atlas", 0)).isEqualTo(Pace.NONE);
  }

  private Pace pace(String agent, int secondsAfterNoon) {
    return all(books ->
            List.of(books.sessions().pace(agent, Samples.NOON.plusSeconds(secondsAfterNoon))))
        .getFirst();
  }

  @Test
  void theEpochNamesThePolicySetAndTheCatalogInForce() {
    record(new Fact.PolicySetInForce("p1", Map.of("base.cedar", "00"), LATER));
    record(new Fact.CatalogInForce("none", Map.of(), LATER));
    assertThat(epoch()).isEqualTo(new Epoch("p1", "none", 0, 0));
    record(new Fact.PolicySetInForce("p2", Map.of(), LATER));
    assertThat(epoch()).isEqualTo(new Epoch("p2", "none", 0, 0));
  }

  @Test
  void requestsThatAreNoActionsAreRecordedAndChangeNoState() {
    record(
        new Fact.NotUnderstood("s-1", "aws", "FooBar", "there is no such operation", LATER),
        new Fact.StrangersRefused("aws", Map.of("wrong secret", 12L), Samples.NOON, LATER));
    assertThat(size()).isEqualTo(2);
    assertThat(epoch()).isEqualTo(new Epoch("", "", 0, 0));
    assertThat(use("s-1")).isEqualTo(SessionUse.NONE);
  }
}
