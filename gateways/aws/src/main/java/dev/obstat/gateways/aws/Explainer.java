package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Place;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding;
import dev.obstat.gateways.aws.decode.Fingerprint;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.describe.Description;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.http.KeptRequest;
import java.util.List;
import java.util.Set;

/// Says what the gateway makes of a request, without a session, a signature or anything to forward
/// it to. The steps are those of the gateway; no signature is checked.
public final class Explainer {
  private final Identifier identifier;
  private final Decoder decoder = new Decoder();
  private final Describer describer = new Describer();
  private final Fingerprint fingerprint;
  private final String account;
  private final String role;

  /// @param key what fingerprints of secret parameters are derived from
  /// @param account the account that it is asked for
  /// @param role the role that would carry it out
  public Explainer(
      AwsModels models, byte[] key, Set<String> ownHosts, String account, String role) {
    this.identifier = new Identifier(models, ownHosts);
    this.fingerprint = new SecretFingerprint(key);
    this.account = account;
    this.role = role;
  }

  /// What the gateway makes of a request.
  public sealed interface Explained {

    /// @param model the id of the service in the index
    /// @param why one sentence on effect and harm
    /// @param unknownParameters members that the index does not know
    record Understood(Action action, String model, String why, List<String> unknownParameters)
        implements Explained {
      public Understood {
        unknownParameters = List.copyOf(unknownParameters);
      }
    }

    /// The gateway would refuse it before any policy is asked.
    ///
    /// @param code the error that a client would get
    record Refused(String code, String asked, String why) implements Explained {}
  }

  /// @param addressed which service and region it is for
  public Explained explain(KeptRequest.Whole kept, Addressed addressed, Session session) {
    RawRequest raw =
        new RawRequest(
            kept.head().method(),
            kept.head().target(),
            kept.head().headers().fields().stream()
                .map(field -> new Header(field.name(), field.value()))
                .toList());
    return explain(
        Message.read(
            Incoming.unsigned(raw),
            addressed.signingName(),
            addressed.region(),
            Body.of(kept.body().bytes())),
        session);
  }

  private Explained explain(AwsRequest request, Session session) {
    return switch (identifier.identify(request)) {
      case Identification.BodyNeeded _ ->
          throw new IllegalArgumentException("the body of the request must be read");
      case Identification.Refused no ->
          new Explained.Refused(
              "ObstatAmbiguous", request.method() + " " + request.path(), no.why());
      case Identification.UnknownOperation no ->
          new Explained.Refused(
              "ObstatUnknownOperation",
              no.service() + ": " + Translator.withoutValues(no.asked()),
              no.why());
      case Identified identified -> decoded(identified, request, session);
    };
  }

  private Explained decoded(Identified identified, AwsRequest request, Session session) {
    return switch (decoder.decode(identified, request, fingerprint)) {
      case Decoding.Refused no ->
          new Explained.Refused("ObstatMalformed", identified.named().toString(), no.why());
      case Decoding.Decoded decoded -> {
        Description description =
            describer.describe(identified, decoded.parameters(), account, request.region());
        Action action =
            new Action(
                session.id(),
                session.agent(),
                new Place("aws", account, request.region(), role),
                identified.named(),
                description.effect(),
                description.reversibility(),
                description.targets(),
                decoded.parameters(),
                content(identified, request),
                description.unpinned());
        yield new Explained.Understood(
            action, identified.model().service().id(), description.why(), decoded.unknownMembers());
      }
    };
  }

  private static Content content(Identified identified, AwsRequest request) {
    return identified.body() == BodyUse.STREAM && request.body() instanceof Body.Read read
        ? new Content.Bound(Sha256.of(read.bytes()))
        : new Content.None();
  }
}
