package dev.obstat.core.fact;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.control.Controls;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.credential.Credentials;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.grant.Grants;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.notice.Notices;
import dev.obstat.core.review.Edit;
import dev.obstat.core.review.Edits;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Reviews;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import dev.obstat.core.session.Sessions;
import dev.obstat.core.session.Stops;
import dev.obstat.core.session.Tunnel;
import dev.obstat.core.session.Tunnels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All state as a fold of facts. A fact that contradicts the state (an id that is unknown or
/// already taken, an end of something that has ended, a grant redeemed twice) is refused with an
/// [IllegalArgumentException].
final class InMemoryState {
  private final List<Entry> entries;
  private final SequencedMap<String, Session> sessions;
  private final Map<String, SessionUse> uses;
  private final SequencedMap<String, Review> reviews;
  private final SequencedMap<String, Grant> grants;
  private final SequencedMap<String, Dispatch> dispatches;
  private final InMemoryCounting counting;
  private final SequencedMap<String, Halt> halts;
  private final SequencedMap<String, Freeze> freezes;
  private final SequencedMap<String, Incident> incidents;
  private final SequencedMap<String, Tunnel> tunnels;
  private final InMemoryNotices notices;
  private final List<Edit> edits;
  private final Set<List<String>> signals;
  private final Map<String, Map<String, String>> files;
  private final InMemoryCredentials credentials;
  private Epoch epoch;

  InMemoryState() {
    entries = new ArrayList<>();
    sessions = new LinkedHashMap<>();
    uses = new LinkedHashMap<>();
    reviews = new LinkedHashMap<>();
    grants = new LinkedHashMap<>();
    dispatches = new LinkedHashMap<>();
    counting = new InMemoryCounting();
    halts = new LinkedHashMap<>();
    freezes = new LinkedHashMap<>();
    incidents = new LinkedHashMap<>();
    tunnels = new LinkedHashMap<>();
    notices = new InMemoryNotices();
    edits = new ArrayList<>();
    signals = new HashSet<>();
    files = new LinkedHashMap<>();
    credentials = new InMemoryCredentials();
    epoch = new Epoch("", "", 0, 0);
  }

  private InMemoryState(InMemoryState other) {
    entries = new ArrayList<>(other.entries);
    sessions = new LinkedHashMap<>(other.sessions);
    uses = new LinkedHashMap<>(other.uses);
    reviews = new LinkedHashMap<>(other.reviews);
    grants = new LinkedHashMap<>(other.grants);
    dispatches = new LinkedHashMap<>(other.dispatches);
    counting = other.counting.copy();
    halts = new LinkedHashMap<>(other.halts);
    freezes = new LinkedHashMap<>(other.freezes);
    incidents = new LinkedHashMap<>(other.incidents);
    tunnels = new LinkedHashMap<>(other.tunnels);
    notices = other.notices.copy();
    edits = new ArrayList<>(other.edits);
    signals = new HashSet<>(other.signals);
    files = new LinkedHashMap<>(other.files);
    credentials = other.credentials.copy();
    epoch = other.epoch;
  }

  InMemoryState copy() {
    return new InMemoryState(this);
  }

  void fold(Entry entry) {
    switch (entry.fact()) {
      case Fact.SessionOpened opened -> open(opened.session());
      case Fact.SessionClosed closed ->
          end(closed.session(), new Session.Standing.Closed(closed.at()));
      case Fact.SessionRevoked revoked ->
          end(
              revoked.session(),
              new Session.Standing.Revoked(revoked.by(), revoked.why(), revoked.at()));
      case Fact.ReviewOpened opened -> open(entry.index(), opened.review());
      case Fact.ReviewJoined joined -> {
        Review review = present(reviews, joined.review(), "review");
        use(joined.session(), 0, 1, 0, 0);
        @Nullable Session session = sessions.get(joined.session());
        if (session != null) {
          reviews.put(review.id(), review.barring(with(review.barred(), session.openedBy())));
          counting.held(session.agent(), joined.at());
        }
      }
      case Fact.Dispatched dispatched -> dispatch(entry.index(), dispatched);
      case Fact.Completed end -> {
        end(end.dispatch(), new Dispatch.State.Completed(end.outcome(), end.at()));
        removalsMovedIf(counting.completed(end.dispatch()));
      }
      case Fact.Failed end -> fail(entry.index(), end);
      case Fact.EndUnknown end ->
          end(end.dispatch(), new Dispatch.State.Unknown(end.why(), end.at()));
      case Fact.Missing missing -> {
        present(dispatches, missing.dispatch(), "dispatch");
        removalsMovedIf(counting.missing(missing));
      }
      case Fact.Restored restored -> {
        require(counting.restored(restored.target()), "target", restored.target(), "is not gone");
        removalsMoved();
      }
      case Fact.Refused refused -> {
        use(refused.action().session(), 0, 0, 1, 0);
        counting.refused(entry.index(), refused.action(), refused.at());
      }
      case Fact.NotUnderstood _,
          Fact.StrangersRefused _,
          Fact.CatalogHeld _,
          Fact.CatalogConfirmed _ -> {}
      case Fact.TunnelOpened opened -> {
        present(sessions, opened.session(), "session");
        add(
            tunnels,
            opened.tunnel(),
            new Tunnel(
                opened.tunnel(),
                opened.session(),
                opened.to(),
                opened.at(),
                new Tunnel.State.Open()),
            "tunnel");
      }
      case Fact.TunnelClosed closed ->
          end(
              closed.tunnel(),
              new Tunnel.State.Closed(closed.sent(), closed.received(), closed.at()));
      case Fact.TunnelLost lost -> end(lost.tunnel(), new Tunnel.State.Lost(lost.at()));
      case Fact.VoteCast cast -> stop(cast.review(), review -> voted(review, cast.vote()));
      case Fact.VoteWithdrawn back -> stop(back.review(), review -> without(review, back.by()));
      case Fact.ReviewApproved approved -> approve(approved);
      case Fact.ReviewRejected no ->
          stop(
              no.review(),
              review ->
                  review.with(
                      review.votes(), new Review.State.Rejected(no.by(), no.comment(), no.at())));
      case Fact.ReviewSentBack back ->
          stop(
              back.review(),
              review ->
                  review.with(
                      review.votes(),
                      new Review.State.SentBack(back.by(), back.condition(), back.at())));
      case Fact.ReviewExpired expired ->
          change(
              expired.review(),
              review -> review.with(review.votes(), new Review.State.Expired(expired.at())));
      case Fact.GrantVoided voided ->
          spend(voided.grant(), new Grant.State.Voided(voided.why(), voided.at()));
      case Fact.HaltPlaced placed -> {
        add(halts, placed.halt().id(), placed.halt(), "halt");
        controlsMoved();
      }
      case Fact.SignalTaken taken ->
          require(
              signals.add(List.of(taken.source(), taken.nonce())),
              "signal",
              taken.nonce(),
              "was taken before");
      case Fact.ResumeAsked asked ->
          halts.put(asked.halt(), present(halts, asked.halt(), "halt").askedBy(asked.by()));
      case Fact.HaltLifted lifted -> {
        drop(halts, lifted.halt(), "halt");
        controlsMoved();
      }
      case Fact.FreezePlaced placed -> {
        add(freezes, placed.freeze().id(), placed.freeze(), "freeze");
        controlsMoved();
      }
      case Fact.FreezeLifted lifted -> {
        drop(freezes, lifted.freeze(), "freeze");
        controlsMoved();
      }
      case Fact.IncidentOpened opened -> {
        add(incidents, opened.incident().id(), opened.incident(), "incident");
        removalsMovedIf(!opened.incident().down().isEmpty());
      }
      case Fact.IncidentClosed closed -> {
        drop(incidents, closed.incident(), "incident");
        removalsMoved();
      }
      case Fact.ReviewSeen seen -> {
        present(reviews, seen.review(), "review");
        notices.look(seen);
      }
      case Fact.NoticeTold told -> notices.done(told.notice(), told.channel());
      case Fact.NoticeGivenUp not -> notices.done(not.notice(), not.channel());
      case Fact.SignedIn in -> credentials.signIn(in.signIn());
      case Fact.PasskeyEnrolled enrolled -> credentials.enrol(enrolled.passkey());
      case Fact.Touched touched -> credentials.touch(touched.touch());
      case Fact.PasskeyRemoved removed -> credentials.remove(removed.passkey());
      case Fact.TokenIssued issued -> credentials.issue(issued.token());
      case Fact.TokenRevoked revoked -> credentials.revoke(revoked.token());
      case Fact.PolicySetInForce set -> {
        epoch = new Epoch(set.digest(), epoch.catalog(), epoch.controls(), epoch.removals());
        files.put(Edit.POLICIES, set.files());
        edited(Edit.POLICIES, set.changed(), set.at());
      }
      case Fact.CatalogInForce set -> {
        epoch = new Epoch(epoch.policySet(), set.digest(), epoch.controls(), epoch.removals());
        files.put(Edit.CATALOG, set.files());
        edited(Edit.CATALOG, set.changed(), set.at());
      }
    }
    notices.raise(entry);
    entries.add(entry);
  }

  private void open(Session session) {
    require(
        session.standing() instanceof Session.Standing.Live, "session", session.id(), "has ended");
    if (sessions.values().stream().anyMatch(s -> s.accessKeyId().equals(session.accessKeyId()))) {
      throw new IllegalArgumentException("there is already a session with this access key");
    }
    add(sessions, session.id(), session, "session");
  }

  private void open(long position, Review review) {
    require(review.isOpen() && review.votes().isEmpty(), "review", review.id(), "is not a new one");
    add(reviews, review.id(), review, "review");
    use(review.action().session(), 0, 1, 0, 0);
    counting.held(review.action().principal(), review.opened());
    counting.stopped(position, review.action(), review.opened());
  }

  private void end(String id, Session.Standing standing) {
    Session session = present(sessions, id, "session");
    require(session.standing() instanceof Session.Standing.Live, "session", id, "has ended");
    sessions.put(id, session.standing(standing));
    controlsMoved();
  }

  private void dispatch(long position, Fact.Dispatched fact) {
    Action action = fact.action();
    Dispatch dispatch =
        new Dispatch(
            fact.dispatch(),
            action,
            fact.impact(),
            fact.grant(),
            fact.at(),
            new Dispatch.State.Running());
    add(dispatches, fact.dispatch(), dispatch, "dispatch");
    if (!fact.grant().isEmpty()) {
      spend(fact.grant(), new Grant.State.Redeemed(fact.dispatch(), fact.at()));
    }
    use(action.session(), 1, 0, 0, InMemoryCounting.destroyed(action));
    removalsMovedIf(counting.dispatched(position, fact));
  }

  private Dispatch end(String id, Dispatch.State state) {
    Dispatch dispatch = present(dispatches, id, "dispatch");
    boolean mayEnd =
        switch (dispatch.state()) {
          case Dispatch.State.Running _ -> true;
          case Dispatch.State.Unknown _ -> !(state instanceof Dispatch.State.Unknown);
          case Dispatch.State.Completed _, Dispatch.State.Failed _ -> false;
        };
    require(mayEnd, "dispatch", id, "has ended");
    dispatches.put(id, dispatch.with(state));
    return dispatch;
  }

  private void end(String id, Tunnel.State state) {
    Tunnel tunnel = present(tunnels, id, "tunnel");
    require(tunnel.state() instanceof Tunnel.State.Open, "tunnel", id, "has ended");
    tunnels.put(id, tunnel.with(state));
  }

  private void fail(long position, Fact.Failed end) {
    Dispatch went = end(end.dispatch(), new Dispatch.State.Failed(end.outcome(), end.at()));
    use(went.action().session(), 0, 0, 0, -InMemoryCounting.destroyed(went.action()));
    counting.forget(end.dispatch());
    removalsMovedIf(counting.failed(position, went, end.at()));
  }

  private void change(String id, UnaryOperator<Review> step) {
    Review review = present(reviews, id, "review");
    require(review.isOpen(), "review", id, "is no longer open");
    reviews.put(id, step.apply(review));
  }

  /// What still happens to an approved review.
  private void stop(String id, UnaryOperator<Review> step) {
    Review review = present(reviews, id, "review");
    require(
        review.isOpen() || review.state() instanceof Review.State.Approved,
        "review",
        id,
        "is no longer open");
    reviews.put(id, step.apply(review));
  }

  private static Set<String> with(Set<String> people, String one) {
    Set<String> more = new HashSet<>(people);
    more.add(one);
    return more;
  }

  private static Review without(Review review, String person) {
    List<Vote> votes = new ArrayList<>(review.votes());
    require(
        votes.removeIf(vote -> vote.by().equals(person)),
        "review",
        review.id(),
        "has no vote of `" + person + "`");
    return review.with(votes, review.state());
  }

  private void edited(String kind, Map<String, Set<String>> changed, Instant at) {
    SortedMap<String, List<String>> byPerson = new TreeMap<>();
    new TreeMap<>(changed)
        .forEach(
            (file, people) ->
                (people.isEmpty() ? Set.of("") : people)
                    .forEach(
                        person ->
                            byPerson.computeIfAbsent(person, _ -> new ArrayList<>()).add(file)));
    byPerson.forEach(
        (person, files) -> edits.add(new Edit(kind, person, files.size(), files.getFirst(), at)));
  }

  private static Review voted(Review review, Vote vote) {
    List<Vote> votes = new ArrayList<>(review.votes());
    votes.removeIf(earlier -> earlier.by().equals(vote.by()));
    votes.add(vote);
    return review.with(votes, review.state());
  }

  private void approve(Fact.ReviewApproved approved) {
    Grant grant = approved.grant();
    require(grant.state() instanceof Grant.State.Usable, "grant", grant.id(), "is not a new one");
    change(
        approved.review(),
        review ->
            review.with(review.votes(), new Review.State.Approved(grant.id(), approved.at())));
    add(grants, grant.id(), grant, "grant");
  }

  private void spend(String id, Grant.State state) {
    Grant grant = present(grants, id, "grant");
    require(grant.state() instanceof Grant.State.Usable, "grant", id, "is no longer usable");
    grants.put(id, grant.with(state));
  }

  private void use(String session, long dispatched, long held, long refused, long destroyed) {
    SessionUse so = uses.getOrDefault(session, SessionUse.NONE);
    uses.put(
        session,
        new SessionUse(
            so.dispatched() + dispatched,
            so.held() + held,
            so.refused() + refused,
            so.destroyed() + destroyed));
  }

  private void controlsMoved() {
    epoch = new Epoch(epoch.policySet(), epoch.catalog(), epoch.controls() + 1, epoch.removals());
  }

  private void removalsMoved() {
    epoch = new Epoch(epoch.policySet(), epoch.catalog(), epoch.controls(), epoch.removals() + 1);
  }

  private void removalsMovedIf(boolean moved) {
    if (moved) {
      removalsMoved();
    }
  }

  private static <T> void add(Map<String, T> all, String id, T thing, String kind) {
    require(all.putIfAbsent(id, thing) == null, kind, id, "is already there");
  }

  private static void drop(Map<String, ?> all, String id, String kind) {
    require(all.remove(id) != null, kind, id, "is not there");
  }

  private static <T> T present(Map<String, T> all, String id, String kind) {
    @Nullable T found = all.get(id);
    if (found == null) {
      throw new IllegalArgumentException(kind + " `" + id + "` is not there");
    }
    return found;
  }

  private static void require(boolean holds, String kind, String id, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(kind + " `" + id + "` " + otherwise);
    }
  }

  Epoch epoch() {
    return epoch;
  }

  long size() {
    return entries.size();
  }

  List<Entry> entries(long from, int most) {
    return entries.stream().skip(from).limit(most).toList();
  }

  List<Incident> incidents() {
    return List.copyOf(incidents.values());
  }

  Notices notices() {
    return notices;
  }

  Removals removals() {
    return counting.removals(
        incidents.values().stream().map(Incident::dispatch).collect(Collectors.toSet()));
  }

  Stops stops() {
    return counting.stops();
  }

  Sessions sessions() {
    return new InMemoryPorts.OfSessions(sessions, uses, counting, dispatches);
  }

  Reviews reviews() {
    return new InMemoryPorts.OfReviews(reviews, notices);
  }

  Edits edits() {
    return new InMemoryPorts.OfEdits(List.copyOf(edits), Map.copyOf(files));
  }

  Tunnels tunnels() {
    return new InMemoryPorts.OfTunnels(tunnels);
  }

  Grants grants() {
    return new InMemoryPorts.OfGrants(grants);
  }

  Controls controls() {
    return new InMemoryPorts.OfControls(
        List.copyOf(halts.values()), List.copyOf(freezes.values()), Set.copyOf(signals));
  }

  Credentials credentials() {
    return credentials;
  }

  Dispatches dispatches() {
    return new InMemoryPorts.OfDispatches(dispatches);
  }
}
