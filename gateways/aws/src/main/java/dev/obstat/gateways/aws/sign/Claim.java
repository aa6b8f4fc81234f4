package dev.obstat.gateways.aws.sign;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/// What a request says about its own signature. Nothing of it is believed yet.
///
/// @param timestamp as it stands in the string to sign
/// @param life how long the signature is good: a presigned URL's own, else nothing but the skew
record Claim(
    Verified.Form form,
    String accessKeyId,
    Scope scope,
    List<String> signedHeaders,
    Signature signature,
    String timestamp,
    Instant signedAt,
    Duration life,
    String sessionToken,
    String dateHeader) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter ISO_BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  static Claim read(HeaderFields headers, Target target) {
    boolean inQuery = QueryClaim.isPresent(target);
    boolean inHeader = headers.has("authorization");
    if (inHeader && inQuery) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "the request is signed in the `authorization` header and in the query: use one of them");
    }
    if (inQuery) {
      return QueryClaim.read(headers, target);
    }
    if (inHeader) {
      return HeaderClaim.read(headers);
    }
    throw new Stop(
        Fault.MISSING,
        "the request is not signed: sign it with the session's access key (AWS Signature Version"
            + " 4), for example by running the command under `obstat run`");
  }

  /// `accessKeyId/date/region/service/aws4_request`, exactly.
  static Claim of(
      Verified.Form form,
      String credential,
      String signedHeaders,
      String signature,
      When when,
      String sessionToken) {
    String[] parts = credential.split("/", -1);
    if (parts.length == 4 && parts[3].equals(Scope.TERMINATOR)) {
      throw sigV4a();
    }
    if (parts.length != 5
        || !parts[0].matches("[A-Za-z0-9_]{16,128}")
        || !parts[1].matches("[0-9]{8}")
        || !parts[2].matches("[a-z0-9-]{1,64}")
        || !parts[3].matches("[A-Za-z0-9_.-]{1,64}")
        || !parts[4].equals(Scope.TERMINATOR)) {
      throw new Stop(
          Fault.MALFORMED,
          "the credential `"
              + Text.shown(credential)
              + "` must be `<access key id>/<yyyymmdd>/<region>/<service>/aws4_request`");
    }
    Scope scope = new Scope(parts[1], parts[2], parts[3]);
    if (!when.timestamp().startsWith(scope.date())) {
      throw new Stop(
          Fault.MALFORMED,
          "the credential is of `"
              + scope.date()
              + "` and the request of `"
              + when.timestamp()
              + "`: both must be of the same day");
    }
    if (signature.length() != Signature.LENGTH || !Text.isLowerHex(signature)) {
      throw new Stop(
          Fault.MALFORMED,
          "the signature `" + Text.shown(signature) + "` must be 64 lower-case hexadecimal digits");
    }
    return new Claim(
        form,
        parts[0],
        scope,
        signedHeaders(signedHeaders),
        new Signature(signature),
        when.timestamp(),
        when.at(),
        when.life(),
        sessionToken,
        when.header());
  }

  /// @param header the header the time came from, or empty when it came from the query
  record When(String timestamp, Instant at, Duration life, String header) {}

  static Instant isoBasic(String timestamp, String where) {
    try {
      return LocalDateTime.parse(timestamp, ISO_BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Stop(
          Fault.MALFORMED,
          "`" + where + "` is `" + Text.shown(timestamp) + "`: it must look like 20260131T235959Z");
    }
  }

  /// The `date` header, which old clients sign instead of `x-amz-date`.
  static When fromDateHeader(String date) {
    try {
      Instant at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      String timestamp = ISO_BASIC.format(at.atOffset(ZoneOffset.UTC));
      return new When(timestamp, at, Duration.ZERO, "date");
    } catch (DateTimeException e) {
      throw new Stop(
          Fault.MALFORMED,
          "the header `date` is `" + Text.shown(date) + "`: send `x-amz-date` instead");
    }
  }

  private static List<String> signedHeaders(String list) {
    List<String> names = List.of(list.split(";", -1));
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean sorted = i == 0 || names.get(i - 1).compareTo(name) < 0;
      if (name.isEmpty() || !sorted || !name.equals(name.toLowerCase(Locale.ROOT))) {
        throw new Stop(
            Fault.MALFORMED,
            "the signed headers `"
                + Text.shown(list)
                + "` must be lower-case names, sorted, each once, between semicolons");
      }
    }
    return names;
  }

  static Stop sigV4a() {
    return new Stop(
        Fault.UNSUPPORTED,
        "the request is signed with Signature Version 4A (several regions at once), which is not"
            + " supported: use a regional endpoint, which is signed with Version 4");
  }

  static Stop sigV2() {
    return new Stop(
        Fault.UNSUPPORTED,
        "the request is signed with Signature Version 2, which is not supported: use Version 4 (for"
            + " `aws s3 presign` of CLI version 1: `aws configure set s3.signature_version s3v4`)");
  }
}
