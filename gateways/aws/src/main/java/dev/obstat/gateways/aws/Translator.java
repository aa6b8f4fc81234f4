package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Place;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.answer.Dialect;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding;
import dev.obstat.gateways.aws.decode.Fingerprint;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.describe.Description;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.sign.Payload;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Whole;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Turns an authenticated request into an [Action]. What is not understood is refused here and
/// never reaches the gate.
final class Translator {
  /// Content up to this is taken into memory and bound by its hash, so that it can be granted.
  private static final int BOUND_CONTENT = 1024 * 1024;

  private final Identifier identifier;
  private final Decoder decoder = new Decoder();
  private final Describer describer;
  private final Fingerprint fingerprint;
  private final GatewaySettings settings;

  Translator(
      Identifier identifier,
      Describer describer,
      Fingerprint fingerprint,
      GatewaySettings settings) {
    this.identifier = identifier;
    this.describer = describer;
    this.fingerprint = fingerprint;
    this.settings = settings;
  }

  /// What a request turned out to be.
  sealed interface Translation {

    record Understood(
        Action action, Identification.Identified identified, Parcel parcel, Dialect dialect)
        implements Translation {}

    /// No operation that is known, or nothing that can be read in one way only.
    ///
    /// @param asked what could be made out of it
    /// @param code the error's code for the client
    record NotUnderstood(String asked, int status, String code, String why, Dialect dialect)
        implements Translation {}

    /// The body is not what was signed.
    record Broken(Refused refused, Dialect dialect) implements Translation {}
  }

  Translation translate(Incoming incoming, Verified verified, Session session) {
    String service = verified.service();
    Dialect likely = Dialects.likely(incoming.head(), service);
    Body unread = incoming.hasBody() ? new Body.Unread() : new Body.None();
    AwsRequest request = incoming.request(service, verified.region(), unread);
    Identification found = identifier.identify(request);
    if (found instanceof Identification.BodyNeeded) {
      switch (verified.payload().whole(incoming.wireBytes())) {
        case Whole.Broken broken -> {
          return new Translation.Broken(broken.refused(), likely);
        }
        case Whole.Intact intact -> {
          request = request.with(Body.of(intact.bytes()));
          found = identifier.identify(request);
        }
      }
    }
    return switch (found) {
      case Identification.BodyNeeded _ ->
          throw new IllegalStateException("the body was asked for again after it was read");
      case Identification.Refused no ->
          new Translation.NotUnderstood(
              request.method() + " " + request.path(), 400, "ObstatAmbiguous", no.why(), likely);
      case Identification.UnknownOperation no ->
          new Translation.NotUnderstood(
              no.service() + ": " + no.asked(),
              403,
              "ObstatUnknownOperation",
              "Obstat does not know this operation, so it does not pass: " + no.why(),
              likely);
      case Identification.Identified identified ->
          identified(incoming, verified, session, request, identified);
    };
  }

  private Translation identified(
      Incoming incoming,
      Verified verified,
      Session session,
      AwsRequest request,
      Identification.Identified identified) {
    Dialect dialect =
        Tell.dialect(verified.service(), identified.protocol(), identified.jsonVersion());
    boolean stream = identified.body() == Identification.BodyUse.STREAM;
    AwsRequest complete = request;
    Parcel parcel;
    if (!incoming.hasBody()) {
      parcel = new Parcel.Empty();
    } else if (stream && !incoming.isRead() && isLarge(incoming, verified.payload())) {
      parcel = streaming(incoming, verified.payload());
    } else {
      switch (verified.payload().whole(incoming.wireBytes())) {
        case Whole.Broken broken -> {
          return new Translation.Broken(broken.refused(), dialect);
        }
        case Whole.Intact intact -> {
          byte[] bytes = intact.bytes();
          parcel =
              new Parcel.InMemory(dev.obstat.http.Content.of(bytes), stream, intact.trailers());
          if (!stream) {
            complete = request.with(Body.of(bytes));
          }
        }
      }
    }
    return switch (decoder.decode(identified, complete, fingerprint)) {
      case Decoding.Refused no ->
          new Translation.NotUnderstood(
              identified.named().toString(), 400, "ObstatMalformed", no.why(), dialect);
      case Decoding.Decoded decoded ->
          new Translation.Understood(
              action(verified, session, identified, decoded, parcel), identified, parcel, dialect);
    };
  }

  private Action action(
      Verified verified,
      Session session,
      Identification.Identified identified,
      Decoding.Decoded decoded,
      Parcel parcel) {
    Place place = new Place("aws", settings.account(), verified.region(), settings.role());
    Description description =
        describer.describe(identified, decoded.parameters(), place.account(), place.region());
    List<String> unpinned = new ArrayList<>(description.unpinned());
    Content content = parcel.content(parcel instanceof Parcel.InMemory m ? sha256(m) : "");
    if (content instanceof Content.Unread && description.effect().changes()) {
      unpinned.add("the body (no hash of the whole is known before its end)");
    }
    return new Action(
        session.id(),
        session.agent(),
        place,
        identified.named(),
        description.effect(),
        description.reversibility(),
        description.targets(),
        decoded.parameters(),
        content,
        unpinned);
  }

  private static boolean isLarge(Incoming incoming, Payload payload) {
    return length(incoming, payload) > BOUND_CONTENT;
  }

  private static Parcel streaming(Incoming incoming, Payload payload) {
    long length = length(incoming, payload);
    return payload instanceof Payload.Exact exact
        ? new Parcel.Streaming(exact.sha256(), length)
        : new Parcel.Unhashed(length);
  }

  private static long length(Incoming incoming, Payload payload) {
    return payload
        .decodedLength()
        .orElseGet(
            () ->
                incoming.exchange().received() instanceof dev.obstat.http.Body.Sized sized
                    ? sized.length()
                    : Long.MAX_VALUE);
  }

  private static String sha256(Parcel.InMemory memory) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(memory.bytes().bytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// What the signature's own check of an unstated body asks for.
  static String sha256(byte[] bytes) {
    return sha256(new Parcel.InMemory(dev.obstat.http.Content.of(bytes), false, List.of()));
  }
}
