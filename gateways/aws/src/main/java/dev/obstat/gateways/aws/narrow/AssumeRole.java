package dev.obstat.gateways.aws.narrow;

import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Fetched;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Headers;
import dev.obstat.http.Outbound;
import dev.obstat.http.Upstream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks the token service for a session of a role.
final class AssumeRole {
  /// The shortest that it hands out.
  static final Duration LIFE = Duration.ofMinutes(15);

  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int TRIES = 2;

  private final Forwarder forwarder;
  private final UpstreamSigner signer;
  private final Upstream upstream;
  private final String region;

  AssumeRole(Forwarder forwarder, UpstreamSigner signer, TokenService tokenService) {
    this.forwarder = forwarder;
    this.signer = signer;
    this.upstream = tokenService.upstream();
    this.region = tokenService.region();
  }

  /// What came of it.
  sealed interface Minted {

    record Session(RealKeys keys, Instant expires) implements Minted {}

    record Not(String why) implements Minted {}
  }

  /// @param source the session of ours, by which the other side's records name who acts
  Minted mint(Role role, String source, String policy, RealKeys real) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "AssumeRole");
    form.put("Version", "2011-06-15");
    form.put("RoleArn", role.arn());
    form.put("RoleSessionName", source);
    form.put("SourceIdentity", source);
    form.put("DurationSeconds", String.valueOf(LIFE.toSeconds()));
    form.put("Policy", policy);
    if (!role.externalId().isEmpty()) {
      form.put("ExternalId", role.externalId());
    }
    String body =
        form.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    // A session that was made and lost on the way does nothing, so asking again is safe.
    Minted last = new Minted.Not("never asked");
    for (int tries = 0; tries < TRIES; tries++) {
      switch (forwarder.fetch(request(body, real), LONGEST_ANSWER)) {
        case Fetched.Answered answered when answered.head().status() < 500 -> {
          return read(answered);
        }
        case Fetched.Answered answered ->
            last = new Minted.Not("the token service answered with " + answered.head().status());
        case Fetched.NotSent notSent ->
            last = new Minted.Not("the token service cannot be reached: " + notSent.reason());
        case Fetched.Unknown unknown ->
            last = new Minted.Not("the token service did not answer: " + unknown.reason());
      }
    }
    return last;
  }

  private Outbound request(String body, RealKeys real) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    RawRequest head =
        new RawRequest(
            "POST",
            "/",
            List.of(
                new Header("content-type", "application/x-www-form-urlencoded; charset=utf-8")));
    RawRequest signed =
        signer.sign(
            new Outgoing(
                head,
                upstream.tls() ? "https" : "http",
                upstream.authority(),
                region,
                "sts",
                OutgoingBody.inMemory(bytes)),
            real);
    return new Outbound(
        upstream,
        signed.method(),
        signed.target(),
        new Headers(
            signed.headers().stream()
                .map(field -> new dev.obstat.http.Header(field.name(), field.value()))
                .toList()),
        new Body.Whole(Content.of(bytes)));
  }

  private static Minted read(Fetched.Answered answered) {
    String text = answered.body().text();
    if (answered.head().status() != 200) {
      String code = element(text, "Code").orElse("HTTP " + answered.head().status());
      return new Minted.Not("the token service refused the role: " + code);
    }
    Optional<String> id = element(text, "AccessKeyId");
    Optional<String> secret = element(text, "SecretAccessKey");
    Optional<String> token = element(text, "SessionToken");
    Optional<String> expires = element(text, "Expiration");
    if (id.isEmpty() || secret.isEmpty() || token.isEmpty() || expires.isEmpty()) {
      return new Minted.Not("the token service's answer holds no credentials");
    }
    try {
      return new Minted.Session(
          new RealKeys(id.get(), secret.get(), token.get()), Instant.parse(expires.get()));
    } catch (DateTimeParseException e) {
      return new Minted.Not("the token service's answer has no time of expiry");
    }
  }

  /// The text of an element whose values have no characters that XML would escape.
  private static Optional<String> element(String xml, String name) {
    Matcher found =
        Pattern.compile("<" + name + ">\\s*([A-Za-z0-9+/=_:.-]{1,8192})\\s*</" + name + ">")
            .matcher(xml);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
