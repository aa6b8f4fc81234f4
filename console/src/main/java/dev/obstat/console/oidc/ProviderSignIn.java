package dev.obstat.console.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.Touch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The code flow with one provider, from the button to the person.
final class ProviderSignIn {
  /// How long what the provider says of itself is believed.
  private static final Duration BELIEVED = Duration.ofHours(1);

  private static final int MOST_GROUPS = 1_000;

  private final Provider provider;
  private final String redirect;
  private final Persons persons;
  private final Pending pending;
  private final ProviderWire wire;
  private final SecureRandom random;
  private final Clock clock;
  private @Nullable Known known;

  /// @param redirect where the provider sends people back to
  ProviderSignIn(
      Provider provider,
      String redirect,
      Persons persons,
      Pending pending,
      ProviderWire wire,
      SecureRandom random,
      Clock clock) {
    this.provider = provider;
    this.redirect = redirect;
    this.persons = persons;
    this.pending = pending;
    this.wire = wire;
    this.random = random;
    this.clock = clock;
  }

  private record Known(Discovered discovered, JWKSource<SecurityContext> keys, Instant until) {}

  Provider provider() {
    return provider;
  }

  Began begin(String secretOfBefore, String to) {
    Discovered there;
    try {
      there = known().discovered();
    } catch (ProviderWire.NoAnswer no) {
      return new Began.NotNow(String.valueOf(no.getMessage()));
    }
    String state = secret();
    String secret = secretOfBefore.matches("[A-Za-z0-9_-]{43}") ? secretOfBefore : secret();
    Pending.Begun begun =
        new Pending.Begun(
            provider.name(), secret, secret(), secret(), to, clock.instant().plus(Pending.LIFE));
    pending.begin(state, begun);
    Map<String, String> query = new TreeMap<>();
    query.put("response_type", "code");
    query.put("client_id", provider.clientId());
    query.put("redirect_uri", redirect);
    query.put("scope", scope());
    query.put("state", state);
    query.put("nonce", begun.nonce());
    // The same SHA-256 in base64url that challenges of passkeys are made with.
    query.put("code_challenge", Touch.challengeText(begun.verifier()));
    query.put("code_challenge_method", "S256");
    String address = there.authorization().toString();
    return new Began.GoThere(address + (address.contains("?") ? "&" : "?") + form(query), secret);
  }

  private String scope() {
    Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
    scopes.addAll(provider.scopes());
    return String.join(" ", scopes);
  }

  /// @param back what the provider sent the browser back with
  /// @param secret what the browser kept
  Answered end(Map<String, String> back, String secret) {
    Optional<Pending.Begun> found = pending.end(back.getOrDefault("state", ""));
    if (found.isEmpty()) {
      return new Answered.NotIn(
          "state", "this sign-in is over, or was never begun here: begin again");
    }
    Pending.Begun begun = found.get();
    if (!begun.provider().equals(provider.name())) {
      return new Answered.NotIn(
          "mix-up", "this sign-in was begun at another provider than the one that answers");
    }
    if (!same(secret, begun.secret())) {
      return new Answered.NotIn(
          "browser", "this sign-in was begun in another browser: begin again");
    }
    try {
      return end(back, begun, known());
    } catch (ProviderWire.NoAnswer no) {
      return new Answered.NotIn("provider", String.valueOf(no.getMessage()));
    }
  }

  private Answered end(Map<String, String> back, Pending.Begun begun, Known there)
      throws ProviderWire.NoAnswer {
    String issuer = back.getOrDefault("iss", "");
    if (issuer.isEmpty() ? there.discovered().namesItself() : !issuer.equals(provider.issuer())) {
      return new Answered.NotIn(
          "mix-up", "the answer is not by the provider where this sign-in was begun");
    }
    String error = back.getOrDefault("error", "");
    if (!error.isEmpty()) {
      return new Answered.NotIn(
          "turned-down",
          provider.title() + " let nobody in: `" + Discovered.printable(error) + "`");
    }
    String code = back.getOrDefault("code", "");
    if (code.isEmpty()) {
      return new Answered.NotIn("no-code", "the provider sent no code");
    }
    ProviderWire.Said said = redeem(code, begun, there.discovered());
    if (said.status() != 200) {
      return new Answered.NotIn(
          "code",
          "the provider does not take its code back: `"
              + Discovered.printable(said.json().path("error").asText("status " + said.status()))
              + "`");
    }
    JsonNode token = said.json().path("id_token");
    return switch (IdToken.check(
        token.asText(""), provider, begun.nonce(), there.keys(), clock.instant())) {
      case IdToken.Answer.Bad(String why, String sentence) -> new Answered.NotIn(why, sentence);
      case IdToken.Answer.Good(String subject, JWTClaimsSet claims) ->
          in(subject, claims, begun.to());
    };
  }

  private ProviderWire.Said redeem(String code, Pending.Begun begun, Discovered there)
      throws ProviderWire.NoAnswer {
    Map<String, String> form = new TreeMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect);
    form.put("code_verifier", begun.verifier());
    String authorization = "";
    if (!provider.clientSecret().isNone() && there.takesBasic()) {
      String pair = encoded(provider.clientId()) + ":" + encoded(provider.clientSecret().text());
      authorization =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    } else {
      form.put("client_id", provider.clientId());
      if (!provider.clientSecret().isNone()) {
        form.put("client_secret", provider.clientSecret().text());
      }
    }
    return wire.post(there.token(), form(form), authorization);
  }

  private Answered in(String subject, JWTClaimsSet claims, String to) {
    String claimed = "";
    if (!provider.personClaim().isEmpty()) {
      boolean unverified =
          provider.personClaim().equals("email")
              && !Boolean.TRUE.equals(claims.getClaim("email_verified"));
      if (claims.getClaim(provider.personClaim()) instanceof String text && !unverified) {
        claimed = text;
      }
    }
    return switch (persons.of(provider, subject, claimed)) {
      case Persons.Answer.Nobody(String why) -> new Answered.NotIn("nobody", why);
      case Persons.Answer.Is(String person) ->
          new Answered.In(
              new SignIn(
                  person,
                  provider.name(),
                  provider.issuer(),
                  subject,
                  groups(claims),
                  clock.instant()),
              to);
    };
  }

  private Set<String> groups(JWTClaimsSet claims) {
    Set<String> groups = new HashSet<>();
    if (claims.getClaim(provider.groupsClaim()) instanceof List<?> named) {
      named.stream()
          .limit(MOST_GROUPS)
          .forEach(
              name ->
                  groups.addAll(provider.groups().getOrDefault(String.valueOf(name), Set.of())));
    }
    return groups;
  }

  private synchronized Known known() throws ProviderWire.NoAnswer {
    Known kept = known;
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return kept;
    }
    Discovered discovered = Discovered.read(provider, wire);
    Known fresh =
        new Known(
            discovered,
            kept != null && kept.discovered().keys().equals(discovered.keys())
                ? kept.keys()
                : PublishedKeys.at(discovered.keys(), wire),
            clock.instant().plus(BELIEVED));
    known = fresh;
    return fresh;
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> fields) {
    return String.join(
        "&",
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .toList());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
