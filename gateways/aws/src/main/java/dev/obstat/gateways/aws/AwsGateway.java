package dev.obstat.gateways.aws;

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
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import dev.obstat.http.Exchange;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Handler;
import dev.obstat.http.Upstream;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;

/// The enforcement point for the AWS wire: authenticate, translate, ask the gate, tell or forward.
public final class AwsGateway implements Handler {
  private static final String WIRE = "aws";

  private final Verifier verifier;
  private final Translator translator;
  private final Gate gate;
  private final Journal journal;
  private final Strangers strangers;
  private final Upstreams upstreams;
  private final UpstreamCredentials credentials;
  private final UpstreamSigner signer;
  private final Forwarder forwarder;
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
      Upstreams upstreams,
      UpstreamCredentials credentials,
      Forwarder forwarder,
      Clock clock) {
    this.verifier = new Verifier(new SessionCredentials(journal, sessionKeys, clock), clock);
    this.translator =
        new Translator(
            new Identifier(models, settings.ownHosts()),
            new Describer(),
            new SecretFingerprint(installationKey),
            settings);
    this.gate = gate;
    this.journal = journal;
    this.strangers = strangers;
    this.upstreams = upstreams;
    this.credentials = credentials;
    this.signer = new UpstreamSigner(clock);
    this.forwarder = forwarder;
    this.tell = new Tell(settings.reviewAddress());
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void handle(Exchange exchange) {
    String requestId = UUID.randomUUID().toString();
    Incoming incoming = new Incoming(exchange, settings.mostBuffered());
    try {
      authenticate(incoming, requestId);
    } catch (Incoming.Unreadable unreadable) {
      Answer answer =
          new Answer(
              unreadable.refusal().status(),
              "ObstatBodyRefused",
              unreadable.refusal().reason(),
              requestId);
      say(incoming, answer, Dialects.likely(exchange.request(), ""));
    } catch (JournalUnavailable unavailable) {
      if (!exchange.answered()) {
        say(incoming, Answer.failed(requestId), Dialects.likely(exchange.request(), ""));
      }
    }
  }

  private void authenticate(Incoming incoming, String requestId) {
    switch (verifier.verify(
        incoming.raw(), settings.channel(), () -> Translator.sha256(incoming.wireBytes()))) {
      case Refused refused -> {
        strangers.refused(WIRE, refused.code());
        say(incoming, Answer.refused(refused, requestId), Dialects.likely(incoming.head(), ""));
      }
      case Verified verified -> {
        Session session =
            journal.read(books -> books.sessions().find(verified.session())).orElseThrow();
        translate(incoming, verified, session, requestId);
      }
    }
  }

  private void translate(Incoming incoming, Verified verified, Session session, String requestId) {
    switch (translator.translate(incoming, verified, session)) {
      case Translator.Translation.Broken broken -> {
        notUnderstood(session, incoming.head().method(), broken.refused().message());
        say(incoming, Answer.refused(broken.refused(), requestId), broken.dialect());
      }
      case Translator.Translation.NotUnderstood no -> {
        notUnderstood(session, no.asked(), no.why());
        say(incoming, new Answer(no.status(), no.code(), no.why(), requestId), no.dialect());
      }
      case Translator.Translation.Understood understood ->
          pass(incoming, verified, understood, requestId);
    }
  }

  /// Everything that can fail before anything is decided is looked at first: where it would go,
  /// with which credentials, and whether its body can be signed for that place.
  private void pass(
      Incoming incoming,
      Verified verified,
      Translator.Translation.Understood understood,
      String requestId) {
    switch (ready(incoming, verified, understood)) {
      case Ready.Not not ->
          say(
              incoming,
              new Answer(403, "ObstatNoUpstream", "nothing was done: " + not.why(), requestId),
              understood.dialect());
      case Ready.To to -> {
        Forwarding forwarding = new Forwarding(forwarder, signer, to.request(), requestId);
        Outcome outcome = gate.pass(understood.action(), forwarding);
        if (!(outcome instanceof Outcome.Sent)) {
          say(incoming, tell.answer(outcome, requestId), understood.dialect());
        }
      }
    }
  }

  /// Whether a request could go out if it may.
  private sealed interface Ready {

    record To(Forwarding.Request request) implements Ready {}

    record Not(String why) implements Ready {}
  }

  private Ready ready(
      Incoming incoming, Verified verified, Translator.Translation.Understood understood) {
    Upstreams.Found found = upstreams.find(understood.identified(), verified.region());
    if (!(found instanceof Upstreams.Found.At(Upstream upstream))) {
      return new Ready.Not(((Upstreams.Found.Nowhere) found).why());
    }
    if (understood.parcel() instanceof Parcel.Unhashed && !upstream.tls()) {
      return new Ready.Not(
          "a large body without a signed hash cannot go to an upstream without TLS: have the client"
              + " sign the payload");
    }
    return switch (credentials.current()) {
      case UpstreamCredentials.Answer.Missing missing -> new Ready.Not(missing.reason());
      case UpstreamCredentials.Answer.Found real -> {
        InputStream body =
            incoming.isRead()
                ? InputStream.nullInputStream()
                : verified.payload().open(incoming.exchange().bodyStream());
        yield new Ready.To(
            new Forwarding.Request(
                incoming,
                upstream,
                real.keys(),
                verified.region(),
                verified.service(),
                understood.parcel(),
                body,
                understood.dialect()));
      }
    };
  }

  private void notUnderstood(Session session, String asked, String why) {
    journal.write(
        books -> {
          books.record(new Fact.NotUnderstood(session.id(), WIRE, asked, why, clock.instant()));
          return why;
        });
  }

  private static void say(Incoming incoming, Answer answer, Dialect dialect) {
    Tell.send(incoming.exchange(), answer, dialect, incoming.isHead());
  }
}
