package dev.obstat.gateways.aws.sign;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The claim in a presigned URL. Source: "Authenticating Requests: Using Query Parameters (AWS
/// Signature Version 4)".
final class QueryClaim {

  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
  private static final String SIGNATURE = "X-Amz-Signature";
  private static final String DATE = "X-Amz-Date";
  private static final String EXPIRES = "X-Amz-Expires";
  private static final String TOKEN = "X-Amz-Security-Token";
  private static final String HASH = "X-Amz-Content-Sha256";
  private static final List<String> ALL =
      List.of(ALGORITHM, CREDENTIAL, SIGNED_HEADERS, SIGNATURE, DATE, EXPIRES, TOKEN, HASH);
  private static final Set<String> GIVEAWAYS =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-signature",
          "awsaccesskeyid",
          "signatureversion");
  private static final int LONGEST_LIFE_SECONDS = 7 * 24 * 60 * 60;

  private QueryClaim() {}

  static boolean isPresent(Target target) {
    return target.parameters().stream()
        .anyMatch(p -> GIVEAWAYS.contains(p.name().toLowerCase(Locale.ROOT)));
  }

  static Claim read(HeaderFields headers, Target target) {
    Map<String, String> found = new HashMap<>();
    for (Target.Parameter parameter : target.parameters()) {
      String name = parameter.name();
      if (name.equalsIgnoreCase("AWSAccessKeyId") || name.equalsIgnoreCase("SignatureVersion")) {
        throw Claim.sigV2();
      }
      for (String known : ALL) {
        if (name.equalsIgnoreCase(known)) {
          keep(found, known, parameter);
        }
      }
    }
    String algorithm = part(found, ALGORITHM);
    if (algorithm.startsWith("AWS4-ECDSA-")) {
      throw Claim.sigV4a();
    }
    if (!algorithm.equals(Claim.ALGORITHM)) {
      throw new Stop(
          Fault.UNSUPPORTED,
          "the algorithm `" + Text.shown(algorithm) + "` is not supported: use AWS4-HMAC-SHA256");
    }
    if (headers.has("x-amz-security-token")) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "a presigned request carries its session token in the query: remove the header"
              + " `x-amz-security-token`");
    }
    return Claim.of(
        Verified.Form.QUERY,
        part(found, CREDENTIAL),
        part(found, SIGNED_HEADERS),
        part(found, SIGNATURE),
        when(found),
        found.getOrDefault(TOKEN, ""));
  }

  private static void keep(Map<String, String> found, String known, Target.Parameter parameter) {
    if (!parameter.name().equals(known)) {
      throw new Stop(
          Fault.AMBIGUOUS,
          "the query parameter `"
              + Text.shown(parameter.name())
              + "` must be spelled `"
              + known
              + "`");
    }
    if (found.put(known, parameter.value()) != null) {
      throw new Stop(Fault.AMBIGUOUS, "the query parameter `" + known + "` stands more than once");
    }
  }

  private static String part(Map<String, String> found, String name) {
    String value = found.get(name);
    if (value == null) {
      throw new Stop(
          Fault.MALFORMED,
          "the presigned URL has no `" + name + "`: make a new one with the session's keys");
    }
    return value;
  }

  private static Claim.When when(Map<String, String> found) {
    String timestamp = part(found, DATE);
    String expires = part(found, EXPIRES);
    if (!Text.isDigits(expires)
        || expires.length() > 6
        || Integer.parseInt(expires) < 1
        || Integer.parseInt(expires) > LONGEST_LIFE_SECONDS) {
      throw new Stop(
          Fault.MALFORMED,
          "`X-Amz-Expires` is `"
              + Text.shown(expires)
              + "`: it must be 1 to "
              + LONGEST_LIFE_SECONDS
              + " seconds");
    }
    Duration life = Duration.ofSeconds(Integer.parseInt(expires));
    return new Claim.When(timestamp, Claim.isoBasic(timestamp, DATE), life, "");
  }
}
