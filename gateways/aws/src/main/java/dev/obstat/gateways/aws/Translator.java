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
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.identify.VirtualHost;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.sign.Payload;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns an authenticated request into an [Action]. What is not understood is refused here and
/// never reaches the gate.
final class Translator {
  /// Content over this many bytes streams through when its hash is signed.
  private static final int SMALL_CONTENT = 1024 * 1024;

  private final Identifier identifier;
  private final Decoder decoder = new Decoder();
  private final Describer describer;
  private final Fingerprint fingerprint;
  private final Dialects dialects;
  private final GatewaySettings settings;

  Translator(
      Identifier identifier,
      Describer describer,
      Fingerprint fingerprint,
      Dialects dialects,
      GatewaySettings settings) {
    this.identifier = identifier;
    this.describer = describer;
    this.fingerprint = fingerprint;
    this.dialects = dialects;
    this.settings = settings;
  }

  /// What a request turned out to be.
  sealed interface Translation {

    /// @param message what goes out when it may
    record Understood(
        Action action,
        Identified identified,
        Message message,
        Idempotency idempotency,
        Dialect dialect)
        implements Translation {}

    /// No operation that is known, or nothing that can be read in one way only.
    ///
    /// @param asked what could be made out of it
    /// @param code the error's code for the client
    record NotUnderstood(String asked, int status, String code, String why, Dialect dialect)
        implements Translation {}

    /// The body is not what was signed.
    record Broken(String asked, Refused refused, Dialect dialect) implements Translation {}
  }

  Translation translate(Incoming incoming, Verified verified, Session session) {
    RawRequest head = incoming.unsigned();
    Dialect likely = dialects.likely(incoming.raw());
    String asked = head.method() + " " + withoutValues(head.target());
    Body unread = incoming.hasBody() ? new Body.Unread() : new Body.None();
    AwsRequest request = Message.read(head, verified.service(), verified.region(), unread);
    try {
      Identification found = identifier.identify(request);
      if (found instanceof Identification.BodyNeeded) {
        switch (incoming.take(verified.payload())) {
          case Incoming.Taken.Broken broken -> {
            return new Translation.Broken(asked, broken.refused(), likely);
          }
          case Incoming.Taken.Intact intact -> {
            Parcel parcel = inMemory(intact, false);
            request = request.with(Body.of(intact.bytes().bytes()));
            return found(
                new Asked(incoming, verified, session, likely, request, Optional.of(parcel)),
                identifier.identify(request));
          }
        }
      }
      return found(
          new Asked(incoming, verified, session, likely, request, Optional.empty()), found);
    } catch (Incoming.Unreadable unreadable) {
      return new Translation.NotUnderstood(
          asked,
          unreadable.refusal().status(),
          "ObstatBodyRefused",
          unreadable.refusal().reason(),
          likely);
    }
  }

  /// A request on its way through the steps.
  ///
  /// @param parcel its body, when it was needed to tell the operation
  private record Asked(
      Incoming incoming,
      Verified verified,
      Session session,
      Dialect likely,
      AwsRequest request,
      Optional<Parcel> parcel) {}

  private Translation found(Asked asked, Identification found) {
    return switch (found) {
      case Identification.BodyNeeded _ ->
          throw new IllegalStateException("the body was asked for again after it was read");
      case Identification.Refused no ->
          new Translation.NotUnderstood(
              asked.request().method() + " " + asked.request().path(),
              400,
              "ObstatAmbiguous",
              no.why(),
              asked.likely());
      case Identification.UnknownOperation no ->
          new Translation.NotUnderstood(
              no.service() + ": " + withoutValues(no.asked()),
              403,
              "ObstatUnknownOperation",
              "Obstat does not know this operation, so it does not pass: " + no.why(),
              asked.likely());
      case Identified identified -> identified(asked, identified);
    };
  }

  /// What is not understood may hold a secret anywhere in its query.
  static String withoutValues(String asked) {
    return asked.replaceAll("=[^&]*", "=…");
  }

  private Translation identified(Asked asked, Identified identified) {
    Dialect dialect = Dialects.of(identified);
    String named = identified.named().toString();
    Optional<RawRequest> head = head(asked.incoming().unsigned(), identified);
    if (head.isEmpty()) {
      return new Translation.NotUnderstood(
          named,
          403,
          "ObstatUnsupported",
          "access points are not supported yet: name the bucket itself",
          dialect);
    }
    Parcel parcel;
    switch (parcel(asked, identified)) {
      case Packed.Broken broken -> {
        return new Translation.Broken(named, broken.refused(), dialect);
      }
      case Packed.Whole whole -> parcel = whole.parcel();
    }
    AwsRequest complete = asked.request();
    if (parcel instanceof Parcel.InMemory memory && !memory.isContent()) {
      complete = complete.with(Body.of(memory.bytes().bytes()));
    }
    return switch (decoder.decode(identified, complete, fingerprint)) {
      case Decoding.Refused no ->
          new Translation.NotUnderstood(named, 400, "ObstatMalformed", no.why(), dialect);
      case Decoding.Decoded decoded ->
          understood(
              asked,
              identified,
              decoded,
              new Message(head.get(), parcel),
              new Idempotency(decoder, fingerprint, identified, complete, decoded.parameters()),
              dialect);
    };
  }

  /// The head to send: a bucket that the host names goes into the path, because the host is ours to
  /// choose. Empty when that cannot be done.
  private Optional<RawRequest> head(RawRequest head, Identified identified) {
    if (!Dialects.isS3(identified)) {
      return Optional.of(head);
    }
    String host =
        head.headers().stream()
            .filter(field -> field.is("host"))
            .map(field -> field.value())
            .findFirst()
            .orElse("");
    Optional<String> bucket = VirtualHost.bucket(host, settings.ownHosts());
    if (bucket.isEmpty()) {
      return Optional.of(head);
    }
    return bucket
        .filter(name -> name.matches("[A-Za-z0-9._-]{1,255}"))
        .map(name -> new RawRequest(head.method(), "/" + name + head.target(), head.headers()));
  }

  /// What became of the body.
  private sealed interface Packed {

    record Whole(Parcel parcel) implements Packed {}

    record Broken(Refused refused) implements Packed {}
  }

  private Packed parcel(Asked asked, Identified identified) {
    Incoming incoming = asked.incoming();
    if (asked.parcel().isPresent()) {
      return new Packed.Whole(asked.parcel().get());
    }
    Payload payload = asked.verified().payload();
    boolean content = identified.body() == BodyUse.STREAM;
    OptionalLong length = incoming.length(payload);
    if (content && incoming.hasBody() && !incoming.isRead() && length.isPresent()) {
      Optional<Parcel> streaming = streaming(incoming, payload, length.getAsLong());
      if (streaming.isPresent()) {
        return new Packed.Whole(streaming.get());
      }
    }
    return switch (incoming.take(payload)) {
      case Incoming.Taken.Broken broken -> new Packed.Broken(broken.refused());
      case Incoming.Taken.Intact intact ->
          new Packed.Whole(incoming.hasBody() ? inMemory(intact, content) : new Parcel.Empty());
    };
  }

  /// Content streams through when its hash is signed and it is large, or its client waits for leave
  /// to send it, so that a refusal comes before the upload; and when it is too large for memory.
  private Optional<Parcel> streaming(Incoming incoming, Payload payload, long length) {
    if (payload instanceof Payload.Exact exact
        && (length > SMALL_CONTENT || (length > 0 && incoming.waitsToSend()))) {
      return Optional.of(new Parcel.Streaming(exact.sha256(), length, incoming.open(payload)));
    }
    return length > settings.mostBuffered()
        ? Optional.of(new Parcel.Unhashed(length, incoming.open(payload)))
        : Optional.empty();
  }

  private static Parcel inMemory(Incoming.Taken.Intact intact, boolean content) {
    return new Parcel.InMemory(
        intact.bytes(), Sha256.of(intact.bytes().bytes()), content, intact.trailers());
  }

  private Translation understood(
      Asked asked,
      Identified identified,
      Decoding.Decoded decoded,
      Message message,
      Idempotency idempotency,
      Dialect dialect) {
    String region = asked.verified().region();
    Description description =
        describer.describe(identified, decoded.parameters(), settings.account(), region);
    List<String> unpinned = new ArrayList<>(description.unpinned());
    Content content = message.parcel().content();
    if (content instanceof Content.Unread && description.effect().changes()) {
      unpinned.add("the body (no hash of the whole is known before its end)");
    }
    Action action =
        new Action(
            asked.session().id(),
            asked.session().agent(),
            new Place("aws", settings.account(), region, settings.role()),
            identified.named(),
            description.effect(),
            description.reversibility(),
            description.targets(),
            decoded.parameters(),
            content,
            unpinned);
    return new Translation.Understood(action, identified, message, idempotency, dialect);
  }
}
