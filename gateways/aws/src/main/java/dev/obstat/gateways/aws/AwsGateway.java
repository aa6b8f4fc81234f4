package dev.obstat.gateways.aws;

import dev.obstat.core.action.Value;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.gate.Gate;
import dev.obstat.core.gate.Outcome;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.answer.Answer;
import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import dev.obstat.http.Exchange;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Handler;
import dev.obstat.http.Through;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.TreeSet;
import java.util.UUID;

/// The enforcement point for the AWS wire: authenticate, translate, ask the gate, tell or forward.
public final class AwsGateway implements Handler {
  private static final Logger LOG = System.getLogger(AwsGateway.class.getName());
  private static final String WIRE = "aws";

  /// Longest account of a request that is not understood, in characters.
  private static final int MOST_TOLD = 1_000;

  private final Verifier verifier;
  private final Translator translator;
  private final Dialects dialects;
  private final Replays replays;
  private final ReviewWaits waits;
  private final Gate gate;
  private final Journal journal;
  private final Strangers strangers;
  private final Accounts accounts;
  private final UpstreamSigner signer;
  private final Forwarder forwarder;
  private final Beyond beyond;
  private final Tell tell;
  private final GatewaySettings settings;
  private final Clock clock;

  /// @param installationKey what secrets of sessions and fingerprints of parameters are derived
  ///   from
  /// @param sessionKeys made of the same key
  public AwsGateway(
      GatewaySettings settings,
      byte[] installationKey,
      SessionKeys sessionKeys,
      AwsModels models,
      Gate gate,
      Journal journal,
      Strangers strangers,
      Accounts accounts,
      Forwarder forwarder,
      Beyond beyond,
      Clock clock) {
    this.verifier = new Verifier(new SessionCredentials(journal, sessionKeys, clock), clock);
    this.dialects = new Dialects(models);
    this.translator =
        new Translator(
            new Identifier(models, settings.ownHosts()),
            new Describer(),
            new SecretFingerprint(installationKey),
            dialects,
            settings);
    this.replays = new Replays(clock);
    this.waits = new ReviewWaits(journal, settings.patience(), clock);
    this.gate = gate;
    this.journal = journal;
    this.strangers = strangers;
    this.accounts = accounts;
    this.signer = new UpstreamSigner(clock);
    this.forwarder = forwarder;
    this.beyond = beyond;
    this.tell = new Tell(settings.reviewAddress());
    this.settings = settings;
    this.clock = clock;
  }

  /// What is said to the client when no answer of the other side was passed on to it.
  private record Said(Answer answer, Dialect dialect) {}

  @Override
  public void handle(Exchange exchange) {
    String requestId = UUID.randomUUID().toString();
    Incoming incoming = new Incoming(exchange, settings.mostBuffered());
    Said said;
    try {
      said = authenticate(incoming, requestId);
    } catch (JournalUnavailable e) {
      LOG.log(Level.ERROR, "request {0} was not forwarded: {1}", requestId, e.getMessage());
      said = new Said(Answer.failed(requestId), dialects.likely(incoming.raw()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "request " + requestId + " failed here", e);
      said = new Said(Answer.failed(requestId), dialects.likely(incoming.raw()));
    }
    if (!exchange.answered()) {
      Tell.send(exchange, said.answer(), said.dialect());
    }
  }

  private Channel channel(Exchange exchange) {
    return switch (exchange.through()) {
      case Through.Plain() -> settings.channel();
      case Through.Tls(), Through.Tunnel _ -> Channel.PROTECTED;
    };
  }

  private Said authenticate(Incoming incoming, String requestId) {
    try {
      return switch (verifier.verify(
          incoming.raw(), channel(incoming.exchange()), () -> Sha256.of(incoming.wireBytes()))) {
        case Refused refused -> {
          strangers.refused(WIRE, refused.code());
          yield new Said(Answer.refused(refused, requestId), dialects.likely(incoming.raw()));
        }
        case Verified verified -> {
          Session session =
              journal.read(books -> books.sessions().find(verified.session())).orElseThrow();
          yield translate(incoming, verified, session, requestId);
        }
      };
    } catch (Incoming.Unreadable unreadable) {
      strangers.refused(WIRE, "ObstatBodyRefused");
      Answer answer =
          new Answer(
              unreadable.refusal().status(),
              "ObstatBodyRefused",
              unreadable.refusal().reason(),
              requestId);
      return new Said(answer, dialects.likely(incoming.raw()));
    }
  }

  private Said translate(Incoming incoming, Verified verified, Session session, String requestId) {
    Account account = accounts.of(session);
    return switch (translator.translate(incoming, verified, session, account)) {
      case Translator.Translation.Broken broken -> {
        notUnderstood(session, broken.asked(), broken.refused().message());
        yield new Said(Answer.refused(broken.refused(), requestId), broken.dialect());
      }
      case Translator.Translation.NotUnderstood no -> {
        notUnderstood(session, no.asked(), no.why());
        yield new Said(new Answer(no.status(), no.code(), no.why(), requestId), no.dialect());
      }
      case Translator.Translation.Understood understood ->
          new Said(
              pass(incoming, verified, session, account, understood, requestId),
              understood.dialect());
    };
  }

  /// Everything that can fail before anything is decided is looked at first: where it would go,
  /// with which credentials, and whether its body can be signed for that place.
  private Answer pass(
      Incoming incoming,
      Verified verified,
      Session session,
      Account account,
      Translator.Translation.Understood understood,
      String requestId) {
    String asked = understood.identified().named().toString();
    return switch (ready(verified, account, understood)) {
      case Ready.Not not -> {
        notUnderstood(session, asked, not.why());
        yield new Answer(403, not.code(), "nothing was done: " + not.why(), requestId);
      }
      case Ready.To to -> {
        ReviewWaits.Turn turn = waits.turn();
        Forwarding forwarding = forwarding(incoming, to, requestId);
        Outcome outcome = gate.pass(beyond.contents().with(understood.action()), forwarding);
        while (outcome instanceof Outcome.Held held
            && understood.message().parcel().isHere()
            && turn.await(held.review(), session.id(), incoming.exchange())) {
          // From scratch: whatever happened meanwhile counts. The keys are looked up when it goes.
          forwarding = forwarding(incoming, to, requestId);
          outcome = gate.pass(beyond.contents().with(understood.action()), forwarding);
        }
        yield tell.answer(outcome, forwarding.instead(), requestId);
      }
    };
  }

  private Forwarding forwarding(Incoming incoming, Ready.To to, String requestId) {
    return new Forwarding(
        forwarder, signer, beyond.passing(), incoming.exchange(), to.request(), requestId);
  }

  /// Whether a request could go out if it may.
  private sealed interface Ready {

    record To(Forwarding.Request request) implements Ready {}

    record Not(String code, String why) implements Ready {}
  }

  private Ready ready(
      Verified verified, Account account, Translator.Translation.Understood understood) {
    if (!account.regions().isEmpty() && !account.regions().contains(verified.region())) {
      return new Ready.Not(
          "ObstatNoUpstream",
          "in account `"
              + account.number()
              + "` nothing goes to `"
              + verified.region()
              + "`: its regions are "
              + String.join(", ", new TreeSet<>(account.regions())));
    }
    Value.Structure parameters = understood.action().parameters();
    return switch (account
        .upstreams()
        .find(understood.identified(), parameters, verified.scope(), account.number())) {
      case Upstreams.Found.Nowhere nowhere -> new Ready.Not("ObstatNoUpstream", nowhere.why());
      case Upstreams.Found.At at -> ready(verified, account, understood, at);
    };
  }

  private Ready ready(
      Verified verified,
      Account account,
      Translator.Translation.Understood understood,
      Upstreams.Found.At at) {
    if (understood.message().parcel() instanceof Parcel.Unhashed && !at.upstream().tls()) {
      return new Ready.Not(
          "ObstatBodyRefused",
          "a body of more than "
              + settings.mostBuffered()
              + " bytes whose SHA-256 is not signed cannot go to an upstream without TLS: upload it"
              + " in parts, or have the client sign the payload");
    }
    if (understood.action().effect().changes() && replays.isReplay(verified.signature())) {
      return new Ready.Not(
          "ObstatReplayed", "these very bytes were sent before: sign the request again");
    }
    return switch (account.credentials().current()) {
      case UpstreamCredentials.Answer.Missing missing ->
          new Ready.Not("ObstatNoCredentials", missing.reason());
      case UpstreamCredentials.Answer.Found _ ->
          new Ready.To(
              new Forwarding.Request(
                  at.upstream(),
                  account.keys(),
                  understood.identified(),
                  at.signingRegion(),
                  verified.service(),
                  understood.message(),
                  understood.idempotency()));
    };
  }

  private void notUnderstood(Session session, String asked, String why) {
    Fact fact = new Fact.NotUnderstood(session.id(), WIRE, cut(asked), cut(why), clock.instant());
    journal.write(
        books -> {
          books.record(fact);
          return fact;
        });
  }

  private static String cut(String text) {
    return text.length() > MOST_TOLD ? text.substring(0, MOST_TOLD) + "…" : text;
  }
}
