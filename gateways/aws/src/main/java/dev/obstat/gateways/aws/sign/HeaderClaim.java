package dev.obstat.gateways.aws.sign;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The claim in an `authorization` header. Source: "Authenticating Requests: Using the
/// Authorization Header (AWS Signature Version 4)".
final class HeaderClaim {

  private HeaderClaim() {}

  static Claim read(HeaderFields headers) {
    String authorization = headers.find("authorization").orElse("").strip();
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? authorization : authorization.substring(0, space);
    if (scheme.equals("AWS")) {
      throw Claim.sigV2();
    }
    if (scheme.startsWith("AWS4-ECDSA-")) {
      throw Claim.sigV4a();
    }
    if (!scheme.equals(Claim.ALGORITHM) || space < 0) {
      throw new Stop(
          Fault.UNSUPPORTED,
          "the authorization scheme `"
              + Text.shown(scheme)
              + "` is not supported: sign with `AWS4-HMAC-SHA256`");
    }
    Map<String, String> parts = parts(authorization.substring(space + 1));
    return Claim.of(
        Verified.Form.HEADER,
        part(parts, "Credential"),
        part(parts, "SignedHeaders"),
        part(parts, "Signature"),
        when(headers),
        headers.find("x-amz-security-token").orElse(""));
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String piece : text.split(",", -1)) {
      String part = piece.strip();
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      boolean known =
          name.equals("Credential") || name.equals("SignedHeaders") || name.equals("Signature");
      if (equals < 0 || !known || parts.put(name, part.substring(equals + 1)) != null) {
        throw new Stop(
            Fault.MALFORMED,
            "the authorization header has an unexpected part `"
                + Text.shown(name)
                + "`: it must have Credential, SignedHeaders and Signature, each once");
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new Stop(
          Fault.MALFORMED,
          "the authorization header has no `"
              + name
              + "`: it must have Credential, SignedHeaders and Signature, each once");
    }
    return part;
  }

  private static Claim.When when(HeaderFields headers) {
    String amzDate = headers.find("x-amz-date").orElse("").strip();
    if (!amzDate.isEmpty()) {
      return new Claim.When(
          amzDate, Claim.isoBasic(amzDate, "x-amz-date"), Duration.ZERO, "x-amz-date");
    }
    String date = headers.find("date").orElse("").strip();
    if (!date.isEmpty()) {
      return date.toUpperCase(Locale.ROOT).matches("[0-9]{8}T[0-9]{6}Z")
          ? new Claim.When(date, Claim.isoBasic(date, "date"), Duration.ZERO, "date")
          : Claim.fromDateHeader(date);
    }
    throw new Stop(Fault.MALFORMED, "the request has no `x-amz-date` header: send and sign one");
  }
}
