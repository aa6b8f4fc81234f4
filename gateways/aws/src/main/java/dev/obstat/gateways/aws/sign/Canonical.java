package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The string to sign. Source: "Create a signed AWS API request", steps 1 to 3.
final class Canonical {

  private Canonical() {}

  static String stringToSign(
      String method,
      Target target,
      HeaderFields headers,
      Scope scope,
      String timestamp,
      List<String> signedHeaders,
      String payloadHash) {
    StringBuilder request = new StringBuilder(512);
    request.append(method).append('\n');
    request.append(target.canonicalPath(scope.signsRawPath())).append('\n');
    request.append(target.canonicalQuery()).append('\n');
    for (String name : signedHeaders) {
      String value = headers.find(name).orElseThrow(() -> absent(name));
      request.append(name).append(':').append(trimmed(value)).append('\n');
    }
    request.append('\n').append(String.join(";", signedHeaders)).append('\n');
    request.append(payloadHash);
    String hash = Hashes.sha256(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    return Claim.ALGORITHM + "\n" + timestamp + "\n" + scope + "\n" + hash;
  }

  /// Without white space at the ends, and one space for every run of it inside.
  private static String trimmed(String value) {
    StringBuilder trimmed = new StringBuilder(value.length());
    boolean gap = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t') {
        gap = true;
        continue;
      }
      if (gap && !trimmed.isEmpty()) {
        trimmed.append(' ');
      }
      gap = false;
      trimmed.append(c);
    }
    return trimmed.toString();
  }

  private static Stop absent(String name) {
    return new Stop(
        Fault.MALFORMED, "the header `" + Text.shown(name) + "` is signed but was not sent");
  }
}
