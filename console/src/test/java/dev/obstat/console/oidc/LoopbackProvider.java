package dev.obstat.console.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.obstat.core.credential.Touch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A small provider on loopback that signs with real keys, holds clients to PKCE, and can be told
/// to answer wrongly in every way.
final class LoopbackProvider implements AutoCloseable {
  static final String CLIENT = "obstat";

  /// What the next token says; made from what a good one would.
  final AtomicReference<Function<JWTClaimsSet.Builder, String>> token;

  /// What discovery says in place of the truth, by member.
  final Map<String, String> says = new ConcurrentHashMap<>();

  final AtomicReference<ECKey> key = new AtomicReference<>(newKey("k1"));
  final List<ECKey> published = new ArrayList<>();
  final AtomicInteger keyReads = new AtomicInteger();

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  LoopbackProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    published.add(key.get());
    token = new AtomicReference<>(this::signed);
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext(
        "/keys",
        exchange -> {
          keyReads.incrementAndGet();
          answer(exchange, 200, new JWKSet(List.copyOf(published)).toString());
        });
    server.createContext("/token", this::redeem);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// A person agreed: what the browser is sent back with.
  ///
  /// @param sent where the browser was sent, as the console said
  String agree(String sent) {
    Map<String, String> query = fields(sent.substring(sent.indexOf('?') + 1));
    String code = "code-" + codes.size();
    codes.put(code, query);
    return "?code=" + code + "&state=" + query.get("state");
  }

  String signed(JWTClaimsSet.Builder claims) {
    return signed(claims, key.get(), JOSEObjectType.JWT);
  }

  static String signed(JWTClaimsSet.Builder claims, ECKey with, JOSEObjectType type) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(with.getKeyID()).type(type).build(),
              claims.build());
      jwt.sign(new ECDSASigner(with));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void discovery(HttpExchange exchange) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("issuer", issuer())
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("jwks_uri", issuer() + "/keys");
    says.forEach(json::put);
    if (says.containsKey("names-itself")) {
      json.put("authorization_response_iss_parameter_supported", true);
    }
    answer(exchange, 200, json.toString());
  }

  private void redeem(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String code = form.getOrDefault("code", "");
    Map<String, String> asked = codes.getOrDefault(code, Map.of());
    codes.remove(code);
    boolean good =
        Touch.challengeText(form.getOrDefault("code_verifier", ""))
                .equals(asked.get("code_challenge"))
            && form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"));
    if (!good) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("00u1")
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", asked.get("nonce"))
            .claim("groups", List.of("corp-sre", "unmapped"))
            .claim("name", "rosa");
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("access_token", "x").put("token_type", "Bearer");
    json.put("id_token", token.get().apply(claims));
    answer(exchange, 200, json.toString());
  }

  static Map<String, String> fields(String text) {
    return Stream.of(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
