package dev.obstat.gateways.aws.sign;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Signs a request anew for the real service, in the header. The target goes out in the client's
/// spelling, byte for byte. Thread-safe.
///
/// The AWS SDK's signer is not used here, because it takes a body's hash from nothing but the body:
/// it cannot sign a hash that is known while the bytes are still on their way. The tests hold every
/// signature made here against the SDK's.
public final class UpstreamSigner {

  /// What intermediaries change, as the AWS SDK for Java has it.
  private static final Set<String> NOT_SIGNED =
      Set.of("user-agent", "x-forwarded-for", "x-amzn-trace-id");

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final SigningKeys keys = new SigningKeys();

  public UpstreamSigner(Clock clock) {
    this.clock = clock;
  }

  /// The head to send. The forwarder adds what frames the body (`content-length`), which is not
  /// signed, and changes nothing else.
  ///
  /// @param outgoing with a request that [Verifier] has let pass
  public RawRequest sign(Outgoing outgoing, RealKeys real) {
    try {
      return signed(outgoing, real);
    } catch (Stop stop) {
      throw new IllegalArgumentException("not a request that was verified", stop);
    }
  }

  private RawRequest signed(Outgoing outgoing, RealKeys real) {
    RawRequest request = outgoing.request();
    String timestamp = TIMESTAMP.format(clock.instant());
    Scope scope = new Scope(timestamp.substring(0, 8), outgoing.region(), outgoing.service());
    String hash =
        switch (outgoing.body()) {
          case OutgoingBody.Hashed(String sha256) -> sha256;
          case OutgoingBody.Unsigned _ -> "UNSIGNED-PAYLOAD";
        };
    List<Header> headers = new ArrayList<>(CarriedHeaders.of(request.headers()));
    headers.add(new Header("host", outgoing.authority()));
    headers.add(new Header("x-amz-date", timestamp));
    headers.add(new Header("x-amz-content-sha256", hash));
    if (!real.sessionToken().isEmpty()) {
      headers.add(new Header("x-amz-security-token", real.sessionToken()));
    }
    HeaderFields fields = new HeaderFields(headers);
    TreeSet<String> names = new TreeSet<>(fields.names());
    names.removeAll(NOT_SIGNED);
    List<String> signedHeaders = List.copyOf(names);
    String text =
        Canonical.stringToSign(
            request.method(),
            new Target(request.target()),
            fields,
            scope,
            timestamp,
            signedHeaders,
            hash);
    byte[] key = keys.of(real.accessKeyId(), real.secretAccessKey(), scope);
    keys.keep(real.accessKeyId(), real.secretAccessKey(), scope, key);
    String authorization =
        Claim.ALGORITHM
            + " Credential="
            + real.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + String.join(";", signedHeaders)
            + ", Signature="
            + Hashes.hex(Hashes.hmac(key, text));
    headers.add(new Header("authorization", authorization));
    return new RawRequest(request.method(), request.target(), headers);
  }
}
