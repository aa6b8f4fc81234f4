package dev.obstat.gateways.aws.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The proxy's certificate authority:")
class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyPair LEAF = CertificateAuthority.freshKey(RANDOM);

  private final CertificateAuthority authority =
      CertificateAuthority.make("10.1.2.3", RANDOM, CLOCK);

  /// As a client would that trusts the root and nothing else.
  private void validate(X509Certificate certificate, Instant at) throws Exception {
    X509Certificate root =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        authority.certificatePem().getBytes(StandardCharsets.US_ASCII)));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(certificate, authority.issuer())),
            parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.amazonaws.com",
        "bucket.s3.eu-west-1.amazonaws.com",
        "rds.cn-north-1.amazonaws.com.cn",
        "lambda.eu-west-1.api.aws",
        "localhost",
        "bucket.localhost"
      })
  void signsForAwsAndItself(String name) throws Exception {
    X509Certificate certificate = authority.mint(name, LEAF.getPublic());
    validate(certificate, NOW);
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, name));
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(certificate.getBasicConstraints()).as("no authority itself").isEqualTo(-1);
    assertThat(Duration.between(NOW, certificate.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofHours(24));
  }

  @Test
  void signsForItsOwnAddressWithoutAName() throws Exception {
    X509Certificate certificate = authority.mintOwn(LEAF.getPublic());
    validate(certificate, NOW);
    assertThat(certificate.getSubjectAlternativeNames())
        .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "10.1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bank.example",
        "amazonaws.com.evil.example",
        "notamazonaws.com",
        "aws.amazon.com",
        "pypi.org",
        "com"
      })
  void whatItWouldSignForAnybodyElseIsNotTrusted(String name) {
    X509Certificate certificate = authority.mint(name, LEAF.getPublic());
    assertThatThrownBy(() -> validate(certificate, NOW))
        .isInstanceOf(CertPathValidatorException.class)
        .hasMessageContaining("name constraints");
  }

  @Test
  void aCertificateIsNoLongerGoodTheDayAfter() {
    X509Certificate certificate = authority.mint("s3.amazonaws.com", LEAF.getPublic());
    assertThatThrownBy(() -> validate(certificate, NOW.plus(Duration.ofHours(25))))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void whatWasKeptIsReadAgain() throws Exception {
    String kept = authority.secretPem();
    assertThat(CertificateAuthority.read(kept, "10.1.2.3", RANDOM, CLOCK))
        .isInstanceOfSatisfying(
            CertificateAuthority.Read.Good.class,
            good -> {
              assertThat(good.authority().certificatePem()).isEqualTo(authority.certificatePem());
              assertThat(good.authority().secretPem()).isEqualTo(kept);
            });
    assertThat(authority.certificatePem()).doesNotContain("PRIVATE");
  }

  @Test
  void itIsMadeAnewForAnotherAddressAndBeforeItExpires() {
    String kept = authority.secretPem();
    assertThat(CertificateAuthority.read(kept, "127.0.0.1", RANDOM, CLOCK))
        .isInstanceOf(CertificateAuthority.Read.Outdated.class);
    Clock late = Clock.fixed(NOW.plus(Duration.ofDays(705)), ZoneOffset.UTC);
    assertThat(CertificateAuthority.read(kept, "10.1.2.3", RANDOM, late))
        .isInstanceOf(CertificateAuthority.Read.Outdated.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY----- @@ -----END PRIVATE KEY-----"
      })
  void anythingElseIsNoAuthority(String text) {
    assertThat(CertificateAuthority.read(text, "10.1.2.3", RANDOM, CLOCK))
        .isInstanceOf(CertificateAuthority.Read.Bad.class);
    String other = CertificateAuthority.make("10.1.2.3", RANDOM, CLOCK).secretPem();
    String mixed =
        other.substring(0, other.indexOf("-----BEGIN CERT"))
            + authority.secretPem().substring(authority.secretPem().indexOf("-----BEGIN CERT"));
    assertThat(CertificateAuthority.read(mixed, "10.1.2.3", RANDOM, CLOCK))
        .as("the key of another")
        .isInstanceOf(CertificateAuthority.Read.Bad.class);
    String half = authority.secretPem();
    assertThat(CertificateAuthority.read(half.substring(0, 200), "10.1.2.3", RANDOM, CLOCK))
        .isInstanceOf(CertificateAuthority.Read.Bad.class);
  }
}
