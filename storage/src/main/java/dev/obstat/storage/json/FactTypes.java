package dev.obstat.storage.json;

import static dev.obstat.storage.json.Scalars.INSTANT;
import static dev.obstat.storage.json.Scalars.LONG;
import static dev.obstat.storage.json.Scalars.TEXT;
import static dev.obstat.storage.json.Shapes.list;
import static dev.obstat.storage.json.Shapes.map;
import static dev.obstat.storage.json.Shapes.member;
import static dev.obstat.storage.json.Shapes.set;
import static dev.obstat.storage.json.Shapes.unlessAbsent;

import dev.obstat.core.fact.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every fact under the type that the ledger knows it by. A name once used keeps its meaning: a
/// fact that changes its members gets a new version, and the old one stays readable.
final class FactTypes {
  private static final String PREFIX = "dev.obstat.";

  private static final Shapes.Member CHANGED =
      unlessAbsent("changed", map(set(TEXT)), Map.<String, Set<String>>of());

  private static final List<Type<?>> ALL =
      List.of(
          type("session-opened.v1", Fact.SessionOpened.class, member("session", Words.SESSION)),
          type(
              "session-closed.v1",
              Fact.SessionClosed.class,
              member("session", TEXT),
              member("at", INSTANT)),
          type(
              "session-revoked.v1",
              Fact.SessionRevoked.class,
              member("session", TEXT),
              member("by", TEXT),
              member("why", TEXT),
              member("at", INSTANT)),
          type("review-opened.v1", Fact.ReviewOpened.class, member("review", Words.REVIEW)),
          type(
              "review-joined.v1",
              Fact.ReviewJoined.class,
              member("review", TEXT),
              member("session", TEXT),
              member("at", INSTANT)),
          type(
              "dispatched.v1",
              Fact.Dispatched.class,
              member("dispatch", TEXT),
              member("action", Words.ACTION),
              member("impact", Words.IMPACT),
              member("reasons", list(Words.REASON)),
              member("policy-set", TEXT),
              member("grant", TEXT),
              member("at", INSTANT)),
          type(
              "completed.v1",
              Fact.Completed.class,
              member("dispatch", TEXT),
              member("outcome", TEXT),
              member("at", INSTANT)),
          type(
              "failed.v1",
              Fact.Failed.class,
              member("dispatch", TEXT),
              member("outcome", TEXT),
              member("at", INSTANT)),
          type(
              "end-unknown.v1",
              Fact.EndUnknown.class,
              member("dispatch", TEXT),
              member("why", TEXT),
              member("at", INSTANT)),
          type(
              "missing.v1",
              Fact.Missing.class,
              member("dispatch", TEXT),
              member("target", TEXT),
              member("at", INSTANT)),
          type(
              "restored.v1",
              Fact.Restored.class,
              member("target", TEXT),
              member("by", TEXT),
              member("why", TEXT),
              member("at", INSTANT)),
          type(
              "refused.v1",
              Fact.Refused.class,
              member("action", Words.ACTION),
              member("reasons", list(Words.REASON)),
              member("policy-set", TEXT),
              member("at", INSTANT)),
          type(
              "not-understood.v1",
              Fact.NotUnderstood.class,
              member("session", TEXT),
              member("wire", TEXT),
              member("asked", TEXT),
              member("why", TEXT),
              member("at", INSTANT)),
          type(
              "tunnel-opened.v1",
              Fact.TunnelOpened.class,
              member("tunnel", TEXT),
              member("session", TEXT),
              member("to", TEXT),
              member("at", INSTANT)),
          type(
              "tunnel-closed.v1",
              Fact.TunnelClosed.class,
              member("tunnel", TEXT),
              member("sent", LONG),
              member("received", LONG),
              member("at", INSTANT)),
          type(
              "tunnel-lost.v1",
              Fact.TunnelLost.class,
              member("tunnel", TEXT),
              member("at", INSTANT)),
          type(
              "strangers-refused.v1",
              Fact.StrangersRefused.class,
              member("wire", TEXT),
              member("counts", map(LONG)),
              member("from", INSTANT),
              member("to", INSTANT)),
          type(
              "vote-cast.v1",
              Fact.VoteCast.class,
              member("review", TEXT),
              member("vote", Words.VOTE)),
          type(
              "vote-withdrawn.v1",
              Fact.VoteWithdrawn.class,
              member("review", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type(
              "review-approved.v1",
              Fact.ReviewApproved.class,
              member("review", TEXT),
              member("grant", Words.GRANT),
              member("at", INSTANT)),
          type(
              "review-rejected.v1",
              Fact.ReviewRejected.class,
              member("review", TEXT),
              member("by", TEXT),
              member("comment", TEXT),
              member("at", INSTANT)),
          type(
              "review-sent-back.v1",
              Fact.ReviewSentBack.class,
              member("review", TEXT),
              member("by", TEXT),
              member("condition", TEXT),
              member("at", INSTANT)),
          type(
              "review-expired.v1",
              Fact.ReviewExpired.class,
              member("review", TEXT),
              member("at", INSTANT)),
          type(
              "review-seen.v1",
              Fact.ReviewSeen.class,
              member("review", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type(
              "notice-told.v1",
              Fact.NoticeTold.class,
              member("notice", LONG),
              member("channel", TEXT),
              member("at", INSTANT)),
          type(
              "notice-given-up.v1",
              Fact.NoticeGivenUp.class,
              member("notice", LONG),
              member("channel", TEXT),
              member("why", TEXT),
              member("at", INSTANT)),
          type(
              "grant-voided.v1",
              Fact.GrantVoided.class,
              member("grant", TEXT),
              member("why", TEXT),
              member("at", INSTANT)),
          type("halt-placed.v1", Fact.HaltPlaced.class, member("halt", Words.HALT)),
          type(
              "signal-taken.v1",
              Fact.SignalTaken.class,
              member("source", TEXT),
              member("nonce", TEXT),
              member("at", INSTANT)),
          type(
              "resume-asked.v1",
              Fact.ResumeAsked.class,
              member("halt", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type(
              "halt-lifted.v1",
              Fact.HaltLifted.class,
              member("halt", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type("freeze-placed.v1", Fact.FreezePlaced.class, member("freeze", Words.FREEZE)),
          type(
              "freeze-lifted.v1",
              Fact.FreezeLifted.class,
              member("freeze", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type("incident-opened.v1", Fact.IncidentOpened.class, member("incident", Words.INCIDENT)),
          type(
              "incident-closed.v1",
              Fact.IncidentClosed.class,
              member("incident", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type("signed-in.v1", Fact.SignedIn.class, member("sign-in", CredentialWords.SIGN_IN)),
          type(
              "passkey-enrolled.v1",
              Fact.PasskeyEnrolled.class,
              member("passkey", CredentialWords.PASSKEY)),
          type("touched.v1", Fact.Touched.class, member("touch", CredentialWords.TOUCH)),
          type(
              "passkey-removed.v1",
              Fact.PasskeyRemoved.class,
              member("passkey", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type("token-issued.v1", Fact.TokenIssued.class, member("token", CredentialWords.TOKEN)),
          type(
              "token-revoked.v1",
              Fact.TokenRevoked.class,
              member("token", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type(
              "policy-set-in-force.v1",
              Fact.PolicySetInForce.class,
              member("digest", TEXT),
              member("files", map(TEXT)),
              CHANGED,
              member("at", INSTANT)),
          type(
              "catalog-held.v1",
              Fact.CatalogHeld.class,
              member("digest", TEXT),
              member("files", map(TEXT)),
              member("loosened", list(TEXT)),
              member("at", INSTANT)),
          type(
              "catalog-confirmed.v1",
              Fact.CatalogConfirmed.class,
              member("digest", TEXT),
              member("by", TEXT),
              member("at", INSTANT)),
          type(
              "catalog-in-force.v1",
              Fact.CatalogInForce.class,
              member("digest", TEXT),
              member("files", map(TEXT)),
              CHANGED,
              member("at", INSTANT)));

  private static final Map<Class<?>, Type<?>> BY_CLASS = new HashMap<>();
  private static final Map<String, Type<?>> BY_NAME = new HashMap<>();

  static {
    for (Type<?> type : ALL) {
      BY_CLASS.put(type.fact(), type);
      BY_NAME.put(type.name(), type);
    }
    if (!BY_CLASS.keySet().equals(Set.of(Fact.class.getPermittedSubclasses()))) {
      throw new IllegalStateException("not every fact has its type");
    }
  }

  private FactTypes() {}

  /// A fact's class under its name, with the shape of its data.
  record Type<F extends Fact>(String name, Class<F> fact, Shapes.RecordShape<F> shape) {}

  private static <F extends Fact> Type<F> type(
      String name, Class<F> fact, Shapes.Member... membersInConstructorOrder) {
    return new Type<>(
        PREFIX + name, fact, new Shapes.RecordShape<>(fact, membersInConstructorOrder));
  }

  static Type<?> of(Fact fact) {
    return Shapes.known(BY_CLASS, fact.getClass());
  }

  static Type<?> named(String name) {
    Type<?> type = BY_NAME.get(name);
    if (type == null) {
      throw new UnreadableEntry("the entry is of the unknown type `" + name + "`");
    }
    return type;
  }

  /// What the fact is about, for readers that look no deeper.
  static String subject(Fact fact) {
    return switch (fact) {
      case Fact.SessionOpened f -> f.session().id();
      case Fact.SessionClosed f -> f.session();
      case Fact.SessionRevoked f -> f.session();
      case Fact.ReviewOpened f -> f.review().id();
      case Fact.ReviewJoined f -> f.review();
      case Fact.Dispatched f -> f.dispatch();
      case Fact.Completed f -> f.dispatch();
      case Fact.Failed f -> f.dispatch();
      case Fact.EndUnknown f -> f.dispatch();
      case Fact.Missing f -> f.target();
      case Fact.Restored f -> f.target();
      case Fact.Refused f -> f.action().session();
      case Fact.NotUnderstood f -> f.session();
      case Fact.StrangersRefused f -> f.wire();
      case Fact.TunnelOpened f -> f.tunnel();
      case Fact.TunnelClosed f -> f.tunnel();
      case Fact.TunnelLost f -> f.tunnel();
      case Fact.VoteCast f -> f.review();
      case Fact.VoteWithdrawn f -> f.review();
      case Fact.ReviewApproved f -> f.review();
      case Fact.ReviewRejected f -> f.review();
      case Fact.ReviewSentBack f -> f.review();
      case Fact.ReviewExpired f -> f.review();
      case Fact.ReviewSeen f -> f.review();
      case Fact.NoticeTold f -> String.valueOf(f.notice());
      case Fact.NoticeGivenUp f -> String.valueOf(f.notice());
      case Fact.GrantVoided f -> f.grant();
      case Fact.HaltPlaced f -> f.halt().id();
      case Fact.SignalTaken f -> f.source();
      case Fact.ResumeAsked f -> f.halt();
      case Fact.HaltLifted f -> f.halt();
      case Fact.FreezePlaced f -> f.freeze().id();
      case Fact.FreezeLifted f -> f.freeze();
      case Fact.IncidentOpened f -> f.incident().id();
      case Fact.IncidentClosed f -> f.incident();
      case Fact.SignedIn f -> f.signIn().person();
      case Fact.PasskeyEnrolled f -> f.passkey().id();
      case Fact.Touched f -> f.touch().passkey();
      case Fact.PasskeyRemoved f -> f.passkey();
      case Fact.TokenIssued f -> f.token().id();
      case Fact.TokenRevoked f -> f.token();
      case Fact.PolicySetInForce f -> f.digest();
      case Fact.CatalogHeld f -> f.digest();
      case Fact.CatalogConfirmed f -> f.digest();
      case Fact.CatalogInForce f -> f.digest();
    };
  }
}
