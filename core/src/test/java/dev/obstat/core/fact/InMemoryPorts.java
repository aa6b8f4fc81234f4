package dev.obstat.core.fact;

import dev.obstat.core.action.Digest;
import dev.obstat.core.control.Controls;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.grant.Grants;
import dev.obstat.core.review.Edit;
import dev.obstat.core.review.Edits;
import dev.obstat.core.review.Look;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Reviews;
import dev.obstat.core.session.Pace;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import dev.obstat.core.session.Sessions;
import dev.obstat.core.session.Tunnel;
import dev.obstat.core.session.Tunnels;
import dev.obstat.core.session.WindowUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The questions of the books, each answered by looking through everything.
final class InMemoryPorts {
  private InMemoryPorts() {}

  private static <T> List<T> newest(SequencedMap<String, T> all, Predicate<T> which, int most) {
    return all.sequencedValues().reversed().stream().filter(which).limit(most).toList();
  }

  record OfSessions(
      SequencedMap<String, Session> all,
      Map<String, SessionUse> uses,
      InMemoryCounting counting,
      SequencedMap<String, Dispatch> dispatches)
      implements Sessions {
    @Override
    public Pace pace(String agent, Instant now) {
      return new Pace(
          went(agent, now.minusSeconds(Pace.MINUTE), false),
          went(agent, now.minusSeconds(Pace.TEN_MINUTES), true));
    }

    private long went(String agent, Instant since, boolean changes) {
      return dispatches.values().stream()
          .filter(went -> went.action().principal().shownName().equals(agent))
          .filter(went -> !went.at().isBefore(since))
          .filter(went -> !changes || went.action().effect().changes() || went.action().harms())
          .limit(Pace.MOST)
          .count();
    }

    @Override
    public Optional<Session> find(String id) {
      return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Session> byAccessKey(String accessKeyId) {
      return all.values().stream()
          .filter(session -> session.accessKeyId().equals(accessKeyId))
          .findFirst();
    }

    @Override
    public SessionUse use(String id) {
      return uses.getOrDefault(id, SessionUse.NONE);
    }

    @Override
    public WindowUse usedByOperator(String operator, Instant since) {
      return counting.used("operator", operator, since);
    }

    @Override
    public WindowUse usedByAgent(String agent, Instant since) {
      return counting.used("agent", agent, since);
    }

    @Override
    public List<Session> latest(int most) {
      return newest(all, _ -> true, most);
    }
  }

  record OfReviews(SequencedMap<String, Review> all, InMemoryNotices notices) implements Reviews {
    @Override
    public Optional<Review> find(String id) {
      return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Review> latestOf(Digest digest) {
      return newest(all, review -> review.digest().equals(digest), 1).stream().findFirst();
    }

    @Override
    public List<Review> open() {
      return all.values().stream().filter(Review::isOpen).toList();
    }

    @Override
    public List<Review> latest(int most) {
      return newest(all, _ -> true, most);
    }

    @Override
    public List<Look> looks(String id) {
      return notices.looks(id);
    }
  }

  record OfEdits(List<Edit> all, Map<String, Map<String, String>> files) implements Edits {
    @Override
    public Map<String, String> inForce(String kind) {
      return files.getOrDefault(kind, Map.of());
    }

    @Override
    public Set<String> editors(Instant since) {
      return all.stream()
          .filter(edit -> !edit.at().isBefore(since) && !edit.by().isEmpty())
          .map(Edit::by)
          .collect(Collectors.toSet());
    }

    @Override
    public List<Edit> latest(Instant since, int most) {
      return all.reversed().stream()
          .filter(edit -> !edit.at().isBefore(since))
          .limit(most)
          .toList();
    }
  }

  record OfGrants(SequencedMap<String, Grant> all) implements Grants {
    @Override
    public Optional<Grant> find(String id) {
      return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Grant> usable(Digest digest) {
      return newest(all, grant -> isUsable(grant, digest), 1).stream().findFirst();
    }

    private static boolean isUsable(Grant grant, Digest digest) {
      return grant.digest().equals(digest) && grant.state() instanceof Grant.State.Usable;
    }
  }

  record OfTunnels(SequencedMap<String, Tunnel> all) implements Tunnels {
    @Override
    public List<Tunnel> open() {
      return all.values().stream()
          .filter(tunnel -> tunnel.state() instanceof Tunnel.State.Open)
          .toList();
    }

    @Override
    public List<Tunnel> ofSession(String session, int most) {
      return newest(all, tunnel -> tunnel.session().equals(session), most);
    }
  }

  record OfControls(List<Halt> halts, List<Freeze> freezes, Set<List<String>> signals)
      implements Controls {
    @Override
    public boolean signalTaken(String source, String nonce) {
      return signals.contains(List.of(source, nonce));
    }
  }

  record OfDispatches(SequencedMap<String, Dispatch> all) implements Dispatches {
    @Override
    public Optional<Dispatch> find(String id) {
      return Optional.ofNullable(all.get(id));
    }

    @Override
    public List<Dispatch> running() {
      return all.values().stream()
          .filter(dispatch -> dispatch.state() instanceof Dispatch.State.Running)
          .toList();
    }

    @Override
    public List<Dispatch> ofSession(String session, int most) {
      return newest(all, dispatch -> dispatch.action().session().equals(session), most);
    }

    @Override
    public List<Dispatch> actingLater(int most) {
      return newest(
          all,
          dispatch ->
              dispatch.action().actsLater() && !(dispatch.state() instanceof Dispatch.State.Failed),
          most);
    }
  }
}
