package dev.obstat.gateways.aws.sign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// Verifies AWS Signature Version 4, in the header or in a presigned URL, over the bytes as
/// received.
///
/// What a client need not sign, it may not send: `host`, the date, `content-type` and every
/// `x-amz-*` header must be signed, or somebody on the way could change what the request means.
/// Signature Version 2 and 4A, event streams and browser form uploads are refused.
///
/// Thread-safe. Replays within the clock skew are another's concern: [Verified#signature].
public final class Verifier {

  /// As AWS allows.
  public static final Duration SKEW = Duration.ofMinutes(5);

  private static final Set<String> SIGNED_WHEN_PRESENT = Set.of("host", "content-type");

  private final Credentials credentials;
  private final Clock clock;
  private final SigningKeys keys = new SigningKeys();

  public Verifier(Credentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /// @param body asked only when the client did not state the body's hash in a header, which S3
  ///   clients always do; after everything else that can be wrong has been looked at, but the
  ///   signature
  public Verification verify(RawRequest request, Channel channel, BodyHash body) {
    Fault.Names names = Vocabulary.of(request);
    try {
      HeaderFields headers = new HeaderFields(request.headers());
      Target target = new Target(request.target());
      Claim claim = Claim.read(headers, target);
      names = Vocabulary.of(request, claim.scope());
      return verify(request.method(), headers, target, claim, channel, body, names);
    } catch (Stop stop) {
      return stop.refused(names);
    }
  }

  private Verification verify(
      String method,
      HeaderFields headers,
      Target target,
      Claim claim,
      Channel channel,
      BodyHash body,
      Fault.Names names) {
    checkMethod(method);
    checkTime(claim);
    checkSigned(headers, claim);
    Credentials.Lookup lookup = credentials.find(claim.accessKeyId());
    Credentials.Holder holder =
        switch (lookup) {
          case Credentials.Lookup.Live(Credentials.Holder live) -> live;
          case Credentials.Lookup.Expired(Credentials.Holder expired, Instant _) -> expired;
          case Credentials.Lookup.Revoked(Credentials.Holder revoked) -> revoked;
          case Credentials.Lookup.Unknown _ -> throw unknown(claim.accessKeyId());
        };
    StatedPayload stated = StatedPayload.read(headers, target, claim, channel);
    String hash = stated.isStated() ? stated.canonical() : body.sha256();
    byte[] key = keys.of(claim.accessKeyId(), holder.secret(), claim.scope());
    String text =
        Canonical.stringToSign(
            method, target, headers, claim.scope(), claim.timestamp(), claim.signedHeaders(), hash);
    String expected = Hashes.hex(Hashes.hmac(key, text));
    if (!claim.signature().matches(expected)) {
      throw new Stop(
          Fault.MISMATCH,
          "the signature does not match: the secret is not the one of `"
              + claim.accessKeyId()
              + "`, or the request was changed on the way");
    }
    keys.keep(claim.accessKeyId(), holder.secret(), claim.scope(), key);
    checkLife(lookup, claim, holder);
    ChunkSeal seal = new ChunkSeal(key, claim.timestamp(), claim.scope(), claim.signature());
    return new Verified(
        claim.accessKeyId(),
        holder.session(),
        claim.scope(),
        claim.signedAt(),
        claim.form(),
        stated.payload(hash, seal, names),
        claim.signature());
  }

  private static void checkMethod(String method) {
    if (!method.matches("[A-Z]{1,16}")) {
      throw new Stop(
          Fault.AMBIGUOUS, "the method `" + Text.shown(method) + "` must be upper-case letters");
    }
  }

  private void checkTime(Claim claim) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    boolean presigned = claim.form() == Verified.Form.QUERY;
    if (claim.signedAt().isAfter(now.plus(SKEW))
        || (!presigned && claim.signedAt().isBefore(now.minus(SKEW)))) {
      throw new Stop(
          Fault.SKEWED,
          "the request was signed at "
              + claim.signedAt()
              + " and the server's time is "
              + now
              + ": they may differ by 5 minutes at most; set the client's clock, or sign again");
    }
    if (presigned && now.isAfter(claim.signedAt().plus(claim.life()))) {
      throw new Stop(
          Fault.URL_EXPIRED,
          "the presigned URL expired at "
              + claim.signedAt().plus(claim.life())
              + " and the server's time is "
              + now
              + ": make a new one");
    }
  }

  private static void checkSigned(HeaderFields headers, Claim claim) {
    if (!headers.has("host")) {
      throw new Stop(Fault.MALFORMED, "the request has no `host` header: send and sign one");
    }
    for (String name : headers.names()) {
      boolean must =
          SIGNED_WHEN_PRESENT.contains(name)
              || name.equals(claim.dateHeader())
              || (name.startsWith("x-amz-") && !name.equals("x-amz-content-sha256"));
      if (must && !claim.signedHeaders().contains(name)) {
        throw new Stop(
            Fault.UNSIGNED_HEADER,
            "the header `" + name + "` is sent but not signed: sign it, or do not send it");
      }
    }
  }

  private static Stop unknown(String accessKeyId) {
    boolean real = accessKeyId.startsWith("AKIA") || accessKeyId.startsWith("ASIA");
    return new Stop(
        Fault.UNKNOWN_KEY,
        "the access key id `"
            + accessKeyId
            + "` belongs to no session"
            + (real ? "; it looks like a real AWS key, which must not be used here" : "")
            + ": open a session with `obstat session` and use its keys");
  }

  private static void checkLife(Credentials.Lookup lookup, Claim claim, Credentials.Holder holder) {
    switch (lookup) {
      case Credentials.Lookup.Live _ -> checkToken(claim, holder);
      case Credentials.Lookup.Expired(Credentials.Holder expired, Instant at) ->
          throw new Stop(
              Fault.EXPIRED,
              "the session `" + expired.session() + "` expired at " + at + ": open a new one");
      case Credentials.Lookup.Revoked(Credentials.Holder revoked) ->
          throw new Stop(
              Fault.REVOKED,
              "the session `" + revoked.session() + "` was closed or revoked: open a new one");
      case Credentials.Lookup.Unknown _ -> throw unknown(claim.accessKeyId());
    }
  }

  private static void checkToken(Claim claim, Credentials.Holder holder) {
    if (!new Signature(claim.sessionToken()).matches(holder.sessionToken())) {
      throw new Stop(
          Fault.WRONG_TOKEN,
          holder.sessionToken().isEmpty()
              ? "the request carries a session token and this session has none: unset"
                  + " AWS_SESSION_TOKEN"
              : "the session token is not the one of this session: set AWS_SESSION_TOKEN to it");
    }
  }

  /// SHA-256 of the whole body in lower-case hexadecimal. Reading it may be bounded by the caller,
  /// who throws what suits it.
  @FunctionalInterface
  public interface BodyHash {
    String sha256();
  }
}
