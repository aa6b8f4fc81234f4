package dev.obstat.gateways.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.gateways.aws.sign.Channel;
import dev.obstat.gateways.aws.sign.Credentials;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.Refused;
import dev.obstat.gateways.aws.sign.Verified;
import dev.obstat.gateways.aws.sign.Verifier;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ResponseHead;
import dev.obstat.http.ServerSettings;
import dev.obstat.http.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A token service and a bucket store on loopback that know the real keys and the sessions handed
/// out for them: signatures and session tokens must be right, and what a session's policy does not
/// allow is refused, as IAM would.
final class Cloud implements AutoCloseable {
  static final String ROLE = "arn:aws:iam::111122223333:role/obstat/agents";
  static final String EXTERNAL_ID = "obstat-4711";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Clock clock;
  private final Map<String, Handed> handed = new ConcurrentHashMap<>();
  private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  /// A session of the role.
  ///
  /// @param source its source identity
  private record Handed(String secret, String token, String source, JsonNode policy) {}

  Cloud(Clock clock) {
    this.clock = clock;
    Verifier verifier = new Verifier(this::holder, clock);
    this.server =
        Servers.start(ServerSettings.loopback(0), clock, exchange -> serve(verifier, exchange));
  }

  Upstream upstream() {
    return new Upstream(false, "127.0.0.1", server.port());
  }

  /// The parameters of every session that was asked for.
  List<Map<String, String>> asked() {
    return List.copyOf(asked);
  }

  /// What was done or refused, each with the source identity that asked: `s-1 s3:GetObject
  /// arn:aws:s3:::b/k allowed`.
  List<String> seen() {
    return List.copyOf(seen);
  }

  void refuseSessions() {
    refusing = true;
  }

  private Credentials.Lookup holder(String accessKeyId) {
    if (accessKeyId.equals(Engine.REAL.accessKeyId())) {
      return new Credentials.Lookup.Live(
          new Credentials.Holder("the server", Engine.REAL.secretAccessKey()));
    }
    Handed session = handed.get(accessKeyId);
    return session == null
        ? new Credentials.Lookup.Unknown()
        : new Credentials.Lookup.Live(
            new Credentials.Holder(accessKeyId, session.secret(), session.token()));
  }

  private void serve(Verifier verifier, Exchange exchange) {
    List<Header> headers =
        exchange.request().headers().fields().stream()
            .map(field -> new Header(field.name(), field.value()))
            .toList();
    RawRequest head =
        new RawRequest(exchange.request().method(), exchange.request().target(), headers);
    switch (verifier.verify(head, Channel.PLAIN, () -> "")) {
      case Refused refused -> say(exchange, 403, error(refused.code()));
      case Verified verified -> {
        String body = body(verified, exchange);
        if (verified.service().equals("sts")) {
          assume(verified.accessKeyId(), form(body), exchange);
        } else {
          store(verified.accessKeyId(), exchange);
        }
      }
    }
  }

  private void assume(String accessKeyId, Map<String, String> form, Exchange exchange) {
    asked.add(form);
    boolean right =
        accessKeyId.equals(Engine.REAL.accessKeyId())
            && form.getOrDefault("Action", "").equals("AssumeRole")
            && form.getOrDefault("RoleArn", "").equals(ROLE)
            && form.getOrDefault("ExternalId", "").equals(EXTERNAL_ID)
            && form.getOrDefault("SourceIdentity", "").matches("[\\w+=,.@-]{2,64}")
            && form.getOrDefault("RoleSessionName", "").matches("[\\w+=,.@-]{2,64}");
    if (refusing || !right) {
      say(exchange, 403, error("AccessDenied"));
      return;
    }
    long seconds = Long.parseLong(form.getOrDefault("DurationSeconds", "3600"));
    if (seconds < 900 || form.getOrDefault("Policy", "").length() > 2_048) {
      say(exchange, 400, error("ValidationError"));
      return;
    }
    try {
      String id = "ASIA%016d".formatted(handed.size());
      Handed session =
          new Handed(
              "secret-of-" + id,
              "token+of/" + id + "==",
              form.getOrDefault("SourceIdentity", ""),
              JSON.readTree(form.getOrDefault("Policy", "")));
      handed.put(id, session);
      say(
          exchange,
          200,
          """
          <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
            <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
          </AssumeRoleResult></AssumeRoleResponse>
          """
              .formatted(
                  id,
                  session.secret(),
                  session.token(),
                  clock.instant().plus(Duration.ofSeconds(seconds))));
    } catch (JsonProcessingException e) {
      say(exchange, 400, error("MalformedPolicyDocument"));
    }
  }

  private void store(String accessKeyId, Exchange exchange) {
    String path = exchange.request().path();
    boolean key = path.indexOf('/', 1) > 0 && !path.endsWith("/");
    String action =
        switch (exchange.request().target().endsWith("?versioning")
            ? "versioning"
            : exchange.request().method()) {
          case "versioning" -> "s3:GetBucketVersioning";
          case "GET", "HEAD" -> key ? "s3:GetObject" : "s3:ListBucket";
          case "PUT" -> key ? "s3:PutObject" : "s3:CreateBucket";
          case "DELETE" -> key ? "s3:DeleteObject" : "s3:DeleteBucket";
          case String other -> throw new AssertionError(other);
        };
    String resource =
        "arn:aws:s3:::"
            + URLDecoder.decode(path.substring(1).replaceAll("/$", ""), StandardCharsets.UTF_8);
    Handed session = handed.get(accessKeyId);
    boolean allowed = session == null || allows(session.policy(), action, resource);
    seen.add(
        "%s %s %s %s"
            .formatted(
                session == null ? "the server" : session.source(),
                action,
                resource,
                allowed ? "allowed" : "denied"));
    if (allowed && action.equals("s3:GetBucketVersioning")) {
      say(
          exchange,
          200,
          "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    } else if (allowed) {
      say(exchange, 200, "<ListBucketResult><Name>b</Name></ListBucketResult>");
    } else {
      say(exchange, 403, error("AccessDenied"));
    }
  }

  /// Whether a statement without a condition allows it; calls of services on the way do not come
  /// here.
  static boolean allows(JsonNode policy, String action, String resource) {
    for (JsonNode statement : policy.path("Statement")) {
      if (statement.path("Effect").asText().equals("Allow")
          && !statement.has("Condition")
          && anyMatches(statement.path("Action"), action)
          && anyMatches(statement.path("Resource"), resource)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMatches(JsonNode patterns, String text) {
    for (JsonNode pattern : patterns) {
      StringBuilder form = new StringBuilder();
      String written = pattern.asText();
      for (int i = 0; i < written.length(); i++) {
        if (written.startsWith("${", i)) {
          form.append(Pattern.quote(written.substring(i + 2, i + 3)));
          i += 3;
        } else if (written.charAt(i) == '*') {
          form.append(".*");
        } else if (written.charAt(i) == '?') {
          form.append('.');
        } else {
          form.append(Pattern.quote(written.substring(i, i + 1)));
        }
      }
      if (text.matches(form.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String body(Verified verified, Exchange exchange) {
    try (InputStream body = verified.payload().open(exchange.bodyStream())) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static String error(String code) {
    return "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
        .formatted(code);
  }

  private static void say(Exchange exchange, int status, String xml) {
    boolean head = exchange.request().method().equals("HEAD");
    exchange.answer(
        new ResponseHead(status, Headers.of("content-type", "application/xml")),
        head ? new Body.None() : new Body.Whole(Content.text(xml)));
  }

  @Override
  public void close() {
    server.close();
  }
}
