package dev.obstat.core.fact;

import dev.obstat.core.action.Action;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.decision.Reason;
import dev.obstat.core.grant.Grant;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.core.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thing that happened, as the ledger is told it. All state is a fold of these, in their order.
public sealed interface Fact {

  // Sessions

  record SessionOpened(Session session) implements Fact {}

  record SessionClosed(String session, Instant at) implements Fact {}

  record SessionRevoked(String session, String by, String why, Instant at) implements Fact {}

  // The path of one action

  /// A held action opened a review.
  record ReviewOpened(Review review) implements Fact {}

  /// A held action joined a review that was already open.
  record ReviewJoined(String review, String session, Instant at) implements Fact {}

  /// An action goes out: durable before its first byte does.
  ///
  /// @param dispatch unique, starts with `d-`
  /// @param policySet digest of the policy set that decided
  /// @param grant the grant that is redeemed with it; empty when it was allowed as it is
  record Dispatched(
      String dispatch,
      Action action,
      Impact impact,
      List<Reason> reasons,
      String policySet,
      String grant,
      Instant at)
      implements Fact {
    public Dispatched {
      reasons = List.copyOf(reasons);
    }
  }

  /// The other side accepted. Some things go on in the background: it never means "gone".
  ///
  /// @param outcome for people, for instance `HTTP 200`
  record Completed(String dispatch, String outcome, Instant at) implements Fact {}

  /// The other side certainly did nothing, or refused.
  record Failed(String dispatch, String outcome, Instant at) implements Fact {}

  /// Nobody knows whether it was done.
  record EndUnknown(String dispatch, String why, Instant at) implements Fact {}

  /// The other side says that something which was asked for does not exist.
  ///
  /// @param target its full name
  record Missing(String dispatch, String target, Instant at) implements Fact {}

  /// A person says that something taken or missing is back, with its data.
  ///
  /// @param target its full name
  record Restored(String target, String by, String why, Instant at) implements Fact {}

  /// An action was denied.
  record Refused(Action action, List<Reason> reasons, String policySet, Instant at)
      implements Fact {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /// A request of a known session that is not understood well enough to be an action.
  ///
  /// @param wire the gateway's name
  /// @param asked what could be made out of it
  record NotUnderstood(String session, String wire, String asked, String why, Instant at)
      implements Fact {}

  /// Refusals of unauthenticated callers, counted so that a flood cannot fill the disk.
  record StrangersRefused(String wire, Map<String, Long> counts, Instant from, Instant to)
      implements Fact {
    public StrangersRefused {
      counts = Map.copyOf(counts);
    }
  }

  /// A tunnel to a listed host opens: durable before its first byte goes through.
  ///
  /// @param tunnel unique, starts with `t-`
  /// @param to the host with its port
  record TunnelOpened(String tunnel, String session, String to, Instant at) implements Fact {}

  /// @param sent bytes that the agent sent
  /// @param received bytes that came back
  record TunnelClosed(String tunnel, long sent, long received, Instant at) implements Fact {}

  /// Obstat stopped while it was open: nobody knows how much went through.
  record TunnelLost(String tunnel, Instant at) implements Fact {}

  // Reviews and grants

  record VoteCast(String review, Vote vote) implements Fact {}

  /// A person took their approval back.
  record VoteWithdrawn(String review, String by, Instant at) implements Fact {}

  record ReviewApproved(String review, Grant grant, Instant at) implements Fact {}

  record ReviewRejected(String review, String by, String comment, Instant at) implements Fact {}

  /// The agent may ask for something else, that meets the condition.
  record ReviewSentBack(String review, String by, String condition, Instant at) implements Fact {}

  record ReviewExpired(String review, Instant at) implements Fact {}

  /// A person opened the review's page for the first time.
  record ReviewSeen(String review, String by, Instant at) implements Fact {}

  record GrantVoided(String grant, String why, Instant at) implements Fact {}

  // Controls and incidents

  record HaltPlaced(Halt halt) implements Fact {}

  /// A signal from outside was taken; the same one is not taken again.
  ///
  /// @param nonce its own name
  record SignalTaken(String source, String nonce, Instant at) implements Fact {}

  /// One person wants a halt resumed; it takes another one.
  record ResumeAsked(String halt, String by, Instant at) implements Fact {}

  record HaltLifted(String halt, String by, Instant at) implements Fact {}

  record FreezePlaced(Freeze freeze) implements Fact {}

  record FreezeLifted(String freeze, String by, Instant at) implements Fact {}

  record IncidentOpened(Incident incident) implements Fact {}

  record IncidentClosed(String incident, String by, Instant at) implements Fact {}

  // Telling people

  /// A channel took a notice: people have been told, as far as this side can know.
  ///
  /// @param notice its number: the entry that raised it
  /// @param channel by name
  record NoticeTold(long notice, String channel, Instant at) implements Fact {}

  /// A channel could not be told, and it is not tried again.
  record NoticeGivenUp(long notice, String channel, String why, Instant at) implements Fact {}

  // Who people are

  record SignedIn(SignIn signIn) implements Fact {}

  record PasskeyEnrolled(Passkey passkey) implements Fact {}

  /// A passkey was touched, for what its statement says.
  record Touched(Touch touch) implements Fact {}

  record PasskeyRemoved(String passkey, String by, Instant at) implements Fact {}

  record TokenIssued(AccessToken token) implements Fact {}

  record TokenRevoked(String token, String by, Instant at) implements Fact {}

  // What decisions stand on

  /// A policy set is in force from here on.
  ///
  /// @param digest SHA-256 over its files
  /// @param files each file's name and SHA-256
  /// @param changed each file that is not as it was in force before, and the people who are known
  ///   to have changed it; nobody where that cannot be told
  record PolicySetInForce(
      String digest, Map<String, String> files, Map<String, Set<String>> changed, Instant at)
      implements Fact {
    public PolicySetInForce {
      files = Map.copyOf(files);
      changed = Map.copyOf(changed);
    }

    /// Nothing that anybody changed.
    public PolicySetInForce(String digest, Map<String, String> files, Instant at) {
      this(digest, files, Map.of(), at);
    }
  }

  /// A catalog was found that takes something less seriously than the one in force, which stays.
  ///
  /// @param files each file's name and SHA-256
  /// @param loosened what, a sentence each
  record CatalogHeld(String digest, Map<String, String> files, List<String> loosened, Instant at)
      implements Fact {
    public CatalogHeld {
      files = Map.copyOf(files);
      loosened = List.copyOf(loosened);
    }
  }

  /// A person says that a held catalog may be in force.
  record CatalogConfirmed(String digest, String by, Instant at) implements Fact {}

  /// A catalog is in force from here on.
  ///
  /// @param digest SHA-256 over its files; `none` where there is no catalog
  /// @param changed as of a policy set
  record CatalogInForce(
      String digest, Map<String, String> files, Map<String, Set<String>> changed, Instant at)
      implements Fact {
    public CatalogInForce {
      files = Map.copyOf(files);
      changed = Map.copyOf(changed);
    }

    /// Nothing that anybody changed.
    public CatalogInForce(String digest, Map<String, String> files, Instant at) {
      this(digest, files, Map.of(), at);
    }
  }
}
