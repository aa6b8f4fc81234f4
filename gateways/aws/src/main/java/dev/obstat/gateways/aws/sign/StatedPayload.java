package dev.obstat.gateways.aws.sign;

import java.util.List;
import java.util.Locale;

/// What the head of a request says of its body.
///
/// @param canonical the last line of the canonical request, or empty when the client left it out
record StatedPayload(String canonical, Kind kind, long decodedLength, List<String> trailers) {

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_CHUNKS_AND_TRAILER = SIGNED_CHUNKS + "-TRAILER";
  private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  private enum Kind {
    EXACT,
    NOTHING,
    OPEN,
    SIGNED,
    LOOSE
  }

  static StatedPayload read(HeaderFields headers, Target target, Claim claim, Channel channel) {
    boolean presigned = claim.form() == Verified.Form.QUERY;
    boolean s3 = claim.scope().signsRawPath();
    String inQuery = presigned ? target.parameter("X-Amz-Content-Sha256").orElse("") : "";
    String stated = headers.find("x-amz-content-sha256").orElse(inQuery).strip();
    if (!inQuery.isEmpty() && !inQuery.equals(stated)) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "`x-amz-content-sha256` differs between the header and the query: send one of them");
    }
    if (stated.isEmpty() && s3 && !presigned) {
      throw new Stop(
          Fault.MALFORMED, "the request has no `x-amz-content-sha256` header: S3 demands one");
    }
    String value = stated.isEmpty() && s3 ? UNSIGNED : stated;
    return switch (value) {
      case "" -> new StatedPayload("", Kind.EXACT, 0, List.of());
      case UNSIGNED -> unsigned(headers, channel);
      case SIGNED_CHUNKS, SIGNED_CHUNKS_AND_TRAILER, UNSIGNED_CHUNKS ->
          chunked(value, headers, s3, channel);
      case String hash when hash.length() == Signature.LENGTH && Text.isLowerHex(hash) ->
          new StatedPayload(hash, Kind.EXACT, 0, List.of());
      case String other -> throw unknown(other);
    };
  }

  boolean isStated() {
    return !canonical.isEmpty();
  }

  Payload payload(String hash, ChunkSeal seal, Fault.Names names) {
    return switch (kind) {
      case EXACT -> new Payload.Exact(hash, names);
      case NOTHING -> new Payload.Exact(Hashes.OF_NOTHING, names);
      case OPEN -> new Payload.Unsigned();
      case SIGNED -> new Payload.SignedChunks(decodedLength, trailers, seal, names);
      case LOOSE -> new Payload.UnsignedChunks(decodedLength, trailers, names);
    };
  }

  /// Without a body there is nothing to protect: such a request may say so over any channel, and no
  /// body is accepted then.
  private static StatedPayload unsigned(HeaderFields headers, Channel channel) {
    if (!headers.announceBody()) {
      return new StatedPayload(UNSIGNED, Kind.NOTHING, 0, List.of());
    }
    checkProtected(UNSIGNED, channel);
    return new StatedPayload(UNSIGNED, Kind.OPEN, 0, List.of());
  }

  private static StatedPayload chunked(
      String value, HeaderFields headers, boolean s3, Channel channel) {
    if (!s3) {
      throw new Stop(
          Fault.UNSUPPORTED, "`" + value + "` is S3's: other services take the body's SHA-256");
    }
    if (value.equals(UNSIGNED_CHUNKS)) {
      checkProtected(value, channel);
    }
    List<String> trailers = trailers(headers);
    if (trailers.isEmpty() != value.equals(SIGNED_CHUNKS)) {
      throw new Stop(
          Fault.MALFORMED,
          trailers.isEmpty()
              ? "`" + value + "` needs an `x-amz-trailer` header that names the trailer"
              : "`x-amz-trailer` goes with a payload that ends in `-TRAILER`, not `" + value + "`");
    }
    Kind kind = value.equals(UNSIGNED_CHUNKS) ? Kind.LOOSE : Kind.SIGNED;
    return new StatedPayload(value, kind, decodedLength(headers), trailers);
  }

  private static List<String> trailers(HeaderFields headers) {
    String stated = headers.find("x-amz-trailer").orElse("").strip();
    if (stated.isEmpty()) {
      return List.of();
    }
    String name = stated.toLowerCase(Locale.ROOT);
    if (!Checksum.isKnown(name)) {
      throw new Stop(
          Fault.UNSUPPORTED,
          "the trailer `"
              + Text.shown(stated)
              + "` is not supported: send one checksum of crc32, crc32c, crc64nvme, sha1, sha256");
    }
    return List.of(name);
  }

  private static long decodedLength(HeaderFields headers) {
    String stated = headers.find("x-amz-decoded-content-length").orElse("").strip();
    if (!Text.isDigits(stated) || stated.length() > 15) {
      throw new Stop(
          Fault.MALFORMED,
          "`x-amz-decoded-content-length` must be the number of bytes before chunking, not `"
              + Text.shown(stated)
              + "`");
    }
    return Long.parseLong(stated);
  }

  private static void checkProtected(String value, Channel channel) {
    if (channel == Channel.PLAIN) {
      throw new Stop(
          Fault.UNPROTECTED_PAYLOAD,
          "`"
              + value
              + "` over plain HTTP leaves the body unprotected: use HTTPS, or have the client sign"
              + " the body");
    }
  }

  private static Stop unknown(String value) {
    if (value.startsWith("STREAMING-AWS4-ECDSA-")) {
      return Claim.sigV4a();
    }
    if (value.endsWith("-EVENTS")) {
      return new Stop(Fault.UNSUPPORTED, "signed event streams are not supported by this gateway");
    }
    return new Stop(
        Fault.MALFORMED,
        "`x-amz-content-sha256` is `"
            + Text.shown(value)
            + "`: it must be the body's SHA-256 in lower-case hexadecimal or one of AWS's names");
  }
}
