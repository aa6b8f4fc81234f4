package dev.obstat.console.page;

import dev.obstat.core.action.Action;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.ReviewState;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.Tunnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What a session did so far: what went out and how it ended, what was held, what was refused.
final class History {
  private static final int MOST_DISPATCHES = 100;
  private static final int REVIEWS_LOOKED_AT = 300;

  /// Refusals change no state, so they are looked up among the latest entries only.
  private static final int ENTRIES_LOOKED_AT = 2_000;

  private final Reader reader;
  private final List<Step> steps = new ArrayList<>();

  private History(Reader reader) {
    this.reader = reader;
  }

  /// @param without a review that is not listed, because the page is about it; empty for none
  /// @param most how many steps at most, newest first
  static List<Step> of(Reader reader, Session session, String without, int most) {
    History history = new History(reader);
    history.session(session);
    reader
        .books()
        .dispatches()
        .ofSession(session.id(), MOST_DISPATCHES)
        .forEach(history::dispatched);
    reader.books().reviews().latest(REVIEWS_LOOKED_AT).stream()
        .filter(review -> review.action().session().equals(session.id()))
        .filter(review -> !review.id().equals(without))
        .forEach(history::held);
    reader.books().tunnels().ofSession(session.id(), most).forEach(history::tunnel);
    long from = Math.max(0, reader.books().size() - ENTRIES_LOOKED_AT);
    reader
        .books()
        .entries(from, ENTRIES_LOOKED_AT)
        .forEach(entry -> history.refused(entry, session.id()));
    return history.steps.stream()
        .sorted(Comparator.comparing(Step::moment).reversed())
        .limit(most)
        .toList();
  }

  private void session(Session session) {
    step("session", "opened", "", "by " + session.openedBy(), false, "", session.opened());
    switch (session.standing()) {
      case Session.Standing.Live _ -> {
        if (!session.mayActAt(reader.now())) {
          step("session", "expired", "", "", false, "", session.expires());
        }
      }
      case Session.Standing.Closed closed ->
          step("session", "closed", "", "", false, "", closed.at());
      case Session.Standing.Revoked revoked ->
          step(
              "session",
              "revoked",
              "",
              "by " + revoked.by() + ": " + revoked.why(),
              true,
              "",
              revoked.at());
    }
  }

  private void tunnel(Tunnel tunnel) {
    String end =
        switch (tunnel.state()) {
          case Tunnel.State.Open _ -> "is open";
          case Tunnel.State.Closed closed ->
              closed.sent() + " bytes sent, " + closed.received() + " received, unread";
          case Tunnel.State.Lost _ -> "Obstat stopped while it was open";
        };
    step("allowed", "tunnel", tunnel.to(), end, false, "", tunnel.opened());
  }

  private void dispatched(Dispatch dispatch) {
    String granted =
        (dispatch.action().destroys() ? ", destroying" : "")
            + (dispatch.grant().isEmpty() ? "" : ", after a review");
    switch (dispatch.state()) {
      case Dispatch.State.Running _ -> went(dispatch, "is running" + granted, false);
      case Dispatch.State.Completed end -> went(dispatch, end.outcome() + granted, false);
      case Dispatch.State.Failed end -> went(dispatch, "failed: " + end.outcome() + granted, true);
      case Dispatch.State.Unknown end ->
          went(dispatch, "nobody knows whether it was done: " + end.why(), true);
    }
  }

  private void went(Dispatch dispatch, String end, boolean bad) {
    Action action = dispatch.action();
    step(
        "allowed",
        action.operation().toString(),
        targets(action),
        end,
        bad || action.destroys(),
        "",
        dispatch.at());
  }

  private void held(Review stored) {
    Review review = ReviewState.at(stored, reader.now());
    Ended ended = Ended.of(review);
    String end =
        switch (review.state()) {
          case Review.State.Open _ -> "waits for people";
          case Review.State.Approved _ -> "approved by " + ended.by().plain();
          case Review.State.Rejected no -> "rejected by " + no.by() + ": " + no.comment();
          case Review.State.SentBack back ->
              "sent back by " + back.by() + ", on this condition: " + back.condition();
          case Review.State.Expired _ -> "nobody decided in time";
        };
    step(
        "held",
        review.action().operation().toString(),
        targets(review.action()),
        end,
        review.state() instanceof Review.State.Rejected
            || review.state() instanceof Review.State.SentBack,
        review.id(),
        review.opened());
  }

  private void refused(Entry entry, String session) {
    if (entry.fact() instanceof Fact.Refused no && no.action().session().equals(session)) {
      String why =
          no.reasons().stream().map(Reason::sentence).distinct().collect(Collectors.joining("; "));
      step(
          "refused",
          no.action().operation().toString(),
          targets(no.action()),
          why,
          true,
          "",
          no.at());
    }
    if (entry.fact() instanceof Fact.NotUnderstood no && no.session().equals(session)) {
      step("refused", no.asked(), "", "not understood: " + no.why(), true, "", no.at());
    }
  }

  private static String targets(Action action) {
    String first = Words.shortName(action.targets().getFirst());
    int more = action.targets().size() - 1;
    return more == 0 ? first : first + " and " + more + " more";
  }

  private void step(
      String kind, String what, String target, String end, boolean bad, String review, Instant at) {
    steps.add(
        new Step(
            kind,
            Shown.of(what, 200),
            Shown.of(target, 200),
            Shown.of(end, 600),
            bad,
            review,
            Amounts.ago(at, reader.now()),
            Amounts.moment(at),
            at));
  }
}
