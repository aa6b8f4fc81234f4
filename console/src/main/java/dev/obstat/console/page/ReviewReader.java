package dev.obstat.console.page;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.desk.StepUp;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the page of one review shows.
final class ReviewReader {
  private static final int MOST_TARGETS = 60;
  private static final int MOST_STEPS = 12;
  private static final int MOST_REASONS = 40;
  private static final int MOST_UNKNOWNS = 40;

  private final Reader reader;

  ReviewReader(Reader reader) {
    this.reader = reader;
  }

  ReviewPage page(Frame frame, Review stored, String said, String typed, StepUp.Need touch) {
    Review review = ReviewState.at(stored, reader.now());
    Action action = review.action();
    Optional<Session> session = reader.books().sessions().find(action.session());
    return new ReviewPage(
        frame,
        review.id(),
        Sentence.of(action, review.seen(), reader.surroundings()),
        Figures.of(review),
        Painter.paint(action, review.seen(), reader.surroundings()),
        KnownFacts.of(review, reader.now()),
        KnownFacts.anyway(review),
        unknowns(review),
        asks(review, session),
        exactly(review),
        session.map(s -> History.of(reader, s, review.id(), MOST_STEPS)).orElse(List.of()),
        review.reasons().stream().distinct().limit(MOST_REASONS).map(this::why).toList(),
        Ballot.of(review, reader),
        Electorates.showing(reader.books(), review, reader.now()).text(),
        end(review),
        said,
        typed,
        touch);
  }

  private static List<Shown> unknowns(Review review) {
    List<Shown> unknowns = new ArrayList<>();
    List<String> all = review.seen().unknown();
    all.stream().limit(MOST_UNKNOWNS).map(Shown::of).forEach(unknowns::add);
    if (all.size() > MOST_UNKNOWNS) {
      unknowns.add(Shown.of("and " + (all.size() - MOST_UNKNOWNS) + " more"));
    }
    unknowns.addAll(KnownFacts.gaps(review));
    return unknowns;
  }

  private ReviewPage.Asks asks(Review review, Optional<Session> session) {
    Action action = review.action();
    return new ReviewPage.Asks(
        Shown.of(action.principal().shownName()),
        Shown.of(action.principal().operatedBy()),
        Shown.of(session.map(Session::openedBy).orElse("")),
        Shown.of(review.intent()),
        action.session(),
        session.map(this::standing).orElse("not known"),
        QueueReader.used(reader.books().sessions().use(action.session())));
  }

  private String standing(Session session) {
    if (session.mayActAt(reader.now())) {
      return "live, for " + Amounts.left(session.expires(), reader.now()) + " more";
    }
    return SessionReader.standing(session, reader.now());
  }

  private static ReviewPage.Exactly exactly(Review review) {
    Action action = review.action();
    List<Target> targets = Sentence.gravestFirst(action);
    return new ReviewPage.Exactly(
        Shown.of(action.operation().toString(), 300),
        action.effect().word() + (action.destroys() ? " (destroys)" : ""),
        Shown.of(reversibility(action), 400),
        Shown.of(
            action.place().provider()
                + ", account "
                + action.place().account()
                + ", "
                + action.place().region()
                + ", as role "
                + action.place().role(),
            400),
        targets.stream().limit(MOST_TARGETS).map(ReviewReader::row).toList(),
        Math.max(0, targets.size() - MOST_TARGETS),
        Tree.of(action.parameters()),
        content(action.content()),
        action.unpinned().stream().limit(MOST_UNKNOWNS).map(text -> Shown.of(text, 300)).toList(),
        review.digest().hex(),
        review.digest().shortForm());
  }

  private static String reversibility(Action action) {
    return switch (action.reversibility()) {
      case Reversibility.Reversible _ -> "reversible";
      case Reversibility.Recoverable r ->
          "recoverable with " + r.with() + ", within " + Amounts.rough(r.within());
      case Reversibility.Irreversible i -> "irreversible: " + i.why();
      case Reversibility.Unknown _ ->
          "nobody knows whether it can be undone: counts as irreversible";
    };
  }

  private static ReviewPage.TargetRow row(Target target) {
    String part =
        switch (target) {
          case Target.Unresolved _ -> "as the request has it";
          case Target.Known known ->
              switch (known.part()) {
                case OBJECT -> "";
                case PASSED_ROLE -> "a role handed over";
                case LATER_CODE -> "acts later, without the gate";
                case SOURCE -> "is read from";
              };
        };
    String why = target instanceof Target.Unresolved unresolved ? unresolved.why() : "";
    return new ReviewPage.TargetRow(
        Shown.of(target.shownName(), 1_000), part, harms(target), Shown.of(why, 300));
  }

  private static String harms(Target target) {
    return target.harms().stream()
        .sorted()
        .map(
            (Harm harm) ->
                switch (harm) {
                  case REMOVES -> "is removed";
                  case DISABLES -> "is switched off";
                  case DEGRADES -> "goes on with less";
                  case LOSES_DATA -> "loses data";
                  case UNPROTECTS -> "loses a protection";
                })
        .collect(Collectors.joining(", "));
  }

  private static String content(Content content) {
    return switch (content) {
      case Content.None _ -> "none beside the parameters";
      case Content.Bound bound -> "bound by its hash, sha256 " + bound.sha256();
      case Content.Unread _ -> "passed on unread: the decision does not depend on it";
    };
  }

  private ReviewPage.Why why(Reason reason) {
    String at = reason.file().isEmpty() ? "" : reason.file() + ":" + reason.line();
    return new ReviewPage.Why(
        Shown.of(reason.sentence(), 600),
        Shown.of(reason.policy(), 200),
        Shown.of(at, 300),
        Shown.of(reason.target(), 200));
  }

  private ReviewPage.End end(Review review) {
    Ended ended = Ended.of(review);
    Instant now = reader.now();
    return new ReviewPage.End(
        review.isOpen(),
        review.state().word(),
        ended.by(),
        ended.why(),
        Amounts.ago(ended.at(), now),
        review.isOpen() ? Amounts.left(review.expires(), now) : "",
        Amounts.moment(review.expires()),
        consequence(review));
  }

  private String consequence(Review review) {
    return switch (review.state()) {
      case Review.State.Open _ -> "";
      case Review.State.Rejected _ ->
          "The agent is told so, with the reason, whenever it asks for the same again.";
      case Review.State.SentBack _ ->
          "The agent is told the condition. Asking for the same again is refused; asking for"
              + " something that meets it opens a new review.";
      case Review.State.Expired _ ->
          "Nobody decided in time, so nothing went out. The agent can ask again.";
      case Review.State.Approved approved ->
          reader.books().grants().find(approved.grant()).map(this::granted).orElse("");
    };
  }

  private String granted(Grant grant) {
    return switch (grant.state()) {
      case Grant.State.Usable _ ->
          reader.now().isBefore(grant.expires())
              ? "The agent may do exactly this, once, until "
                  + Amounts.moment(grant.expires())
                  + "."
              : "The agent did not come back for it in time: the grant is over.";
      case Grant.State.Redeemed redeemed ->
          "The agent came back for it "
              + Amounts.ago(redeemed.at(), reader.now())
              + outcome(redeemed.dispatch());
      case Grant.State.Voided voided ->
          "The grant is void: " + Shown.of(voided.why(), 300).plain() + ".";
    };
  }

  private String outcome(String dispatch) {
    return reader
        .books()
        .dispatches()
        .find(dispatch)
        .map(
            found ->
                switch (found.state()) {
                  case Dispatch.State.Running _ -> ": it is running.";
                  case Dispatch.State.Completed end ->
                      ": " + Shown.of(end.outcome(), 200).plain() + ".";
                  case Dispatch.State.Failed end ->
                      ": it failed, " + Shown.of(end.outcome(), 200).plain() + ".";
                  case Dispatch.State.Unknown end ->
                      ": nobody knows whether it was done, "
                          + Shown.of(end.why(), 200).plain()
                          + ".";
                })
        .orElse(".");
  }
}
