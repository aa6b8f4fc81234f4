package dev.obstat.console.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an identity token is what it says, and for this sign-in. Every check is here:
///
/// 1. it is signed, by an algorithm with a public key, with a key that the provider publishes;
/// 2. its issuer is the provider, exactly;
/// 3. it is for this client (`aud`), and issued to this client where it says to whom (`azp`);
/// 4. its time has come and is not over, give or take the configured skew;
/// 5. its nonce is the one of this sign-in;
/// 6. it says who it is about.
final class IdToken {
  private static final int LONGEST = 64 * 1024;
  private static final int LONGEST_SUBJECT = 255;

  /// No HMAC: its key would be the client's secret, which others may have. No `none`.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private IdToken() {}

  /// What the checks say.
  sealed interface Answer {

    record Good(String subject, JWTClaimsSet claims) implements Answer {}

    /// @param code for counting
    /// @param why a sentence for the person
    record Bad(String code, String why) implements Answer {}
  }

  static Answer check(
      String text, Provider provider, String nonce, JWKSource<SecurityContext> keys, Instant now) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return new Answer.Bad("no-id-token", "the provider sent no identity token");
    }
    JWT parsed;
    try {
      parsed = JWTParser.parse(text);
    } catch (ParseException _) {
      return new Answer.Bad("id-token-broken", "the identity token cannot be read");
    }
    if (parsed instanceof PlainJWT) {
      return new Answer.Bad("id-token-unsigned", "the identity token is not signed (`none`)");
    }
    if (parsed instanceof EncryptedJWT) {
      return new Answer.Bad(
          "id-token-encrypted", "the identity token is encrypted, which this client does not ask");
    }
    String algorithm = parsed.getHeader().getAlgorithm().getName();
    if (!ALGORITHMS.contains(JWSAlgorithm.parse(algorithm))) {
      return new Answer.Bad(
          "id-token-algorithm",
          "the identity token is signed with `"
              + Discovered.printable(algorithm)
              + "`, which is not accepted: set the client to RS256 or ES256 at the provider");
    }
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
      // The claims are checked below, each with a sentence of its own.
      processor.setJWTClaimsSetVerifier((_, _) -> {});
      return claims(processor.process(parsed, null), provider, nonce, now);
    } catch (BadJOSEException | RateLimitReachedException _) {
      // A key that is still not there after the provider's keys were just read is none of them.
      return new Answer.Bad(
          "id-token-signature",
          "the identity token's signature is not by a key that the provider publishes");
    } catch (JOSEException e) {
      return new Answer.Bad(
          "id-token-keys", "the provider's keys cannot be used: " + e.getClass().getSimpleName());
    }
  }

  private static Answer claims(JWTClaimsSet claims, Provider provider, String nonce, Instant now) {
    if (!provider.issuer().equals(claims.getIssuer())) {
      return new Answer.Bad(
          "id-token-issuer",
          "the identity token is by `"
              + Discovered.printable(String.valueOf(claims.getIssuer()))
              + "`, not by `"
              + provider.issuer()
              + "`");
    }
    List<String> audience = claims.getAudience();
    @Nullable Object party = claims.getClaim("azp");
    if (!audience.contains(provider.clientId())
        || (party == null && audience.size() > 1)
        || (party != null && !provider.clientId().equals(party))) {
      return new Answer.Bad("id-token-audience", "the identity token is for another client");
    }
    Answer.@Nullable Bad untimely = untimely(claims, provider.skew(), now);
    if (untimely != null) {
      return untimely;
    }
    if (!nonce.equals(claims.getClaim("nonce"))) {
      return new Answer.Bad("id-token-nonce", "the identity token is of another sign-in");
    }
    @Nullable String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      return new Answer.Bad("id-token-subject", "the identity token does not say who it is about");
    }
    return new Answer.Good(subject, claims);
  }

  private static Answer.@Nullable Bad untimely(JWTClaimsSet claims, Duration skew, Instant now) {
    @Nullable Date expires = claims.getExpirationTime();
    if (expires == null || !now.minus(skew).isBefore(expires.toInstant())) {
      return new Answer.Bad("id-token-expired", "the identity token has expired");
    }
    @Nullable Date issued = claims.getIssueTime();
    @Nullable Date notBefore = claims.getNotBeforeTime();
    if (issued == null
        || issued.toInstant().isAfter(now.plus(skew))
        || (notBefore != null && notBefore.toInstant().isAfter(now.plus(skew)))) {
      return new Answer.Bad(
          "id-token-early",
          "the identity token is from the future: the two clocks are more than "
              + skew.toSeconds()
              + " seconds apart");
    }
    return null;
  }
}
