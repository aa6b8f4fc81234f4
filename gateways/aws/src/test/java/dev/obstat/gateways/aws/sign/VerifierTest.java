package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerifierTest {

  private static Client.Order json() {
    Client.Order order = new Client.Order();
    order.method = "POST";
    order.service = "dynamodb";
    order.headers.add(new Header("X-Amz-Target", "DynamoDB_20120810.DeleteTable"));
    order.headers.add(new Header("Content-Type", "application/x-amz-json-1.0"));
    order.body = "{\"TableName\":\"usage\"}".getBytes(StandardCharsets.UTF_8);
    return order;
  }

  private static Client.Order s3Get() {
    Client.Order order = new Client.Order();
    order.service = "s3";
    order.rawPath = true;
    order.path = "/bucket/a//b/../c%20d";
    return order;
  }

  @Test
  void whatTheSdkSignsVerifiesWithTheSessionScopeAndTime() {
    Client.Sent sent = Client.send(json());
    Verified verified = Client.verified(sent, Channel.PLAIN);
    assertThat(verified.session()).isEqualTo("session-1");
    assertThat(verified.accessKeyId()).isEqualTo(Client.KEY);
    assertThat(verified.region()).isEqualTo("eu-west-1");
    assertThat(verified.service()).isEqualTo("dynamodb");
    assertThat(verified.signedAt()).isEqualTo(Client.NOW);
    assertThat(verified.form()).isEqualTo(Verified.Form.HEADER);
    assertThat(verified.payload()).isInstanceOf(Payload.Exact.class);
    assertThat(Client.header(sent.request(), "authorization")).endsWith(verified.signature().hex());
    assertThat(verified.toString()).doesNotContain(Client.SECRET);
  }

  @Test
  void everySeededShapeOfTheSdkVerifiesInTheHeader() {
    for (int seed = 0; seed < 3000; seed++) {
      Client.Order order = Shapes.order(new Random(seed));
      Verified verified = Client.verified(Client.send(order), Channel.PLAIN);
      assertThat(verified.service()).isEqualTo(order.service);
    }
  }

  @Test
  void everySeededShapeOfTheSdkVerifiesAsAPresignedUrl() {
    for (int seed = 0; seed < 1000; seed++) {
      Client.Order order = Shapes.order(new Random(seed));
      order.presigned = Duration.ofHours(1);
      order.scheme = "https";
      order.signPayload = !order.rawPath;
      Verified verified = Client.verified(Client.send(order), Channel.PROTECTED);
      assertThat(verified.form()).isEqualTo(Verified.Form.QUERY);
    }
  }

  @Test
  void aWrongSecretIsRefusedInTheWordsOfTheService() {
    Client.Order order = json();
    order.secret = "another secret";
    Refused refused = Client.refused(Client.send(order), Channel.PLAIN);
    assertThat(refused.code()).isEqualTo("InvalidSignatureException");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message())
        .isEqualTo(
            "the signature does not match: the secret is not the one of `OBSTAAAAAAAAAAAAAAAA`, or"
                + " the request was changed on the way");
    Client.Order s3 = s3Get();
    s3.secret = "another secret";
    assertThat(Client.refused(Client.send(s3), Channel.PLAIN).code())
        .isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void anotherBodyThanTheSignedOneIsRefused() {
    Client.Sent sent = Client.send(json());
    Payload payload = Client.verified(sent, Channel.PLAIN).payload();
    assertThat(payload.whole(sent.body())).isInstanceOf(Whole.Intact.class);
    byte[] other = "{\"TableName\":\"other\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(payload.whole(other))
        .isInstanceOfSatisfying(
            Whole.Broken.class,
            broken -> {
              assertThat(broken.refused().code()).isEqualTo("InvalidSignatureException");
              assertThat(broken.refused().message()).startsWith("the body's SHA-256 is ");
            });
  }

  @Test
  void aBodyWhoseHashIsNotStatedIsHashedAndSigned() {
    Client.Sent sent = Client.send(json());
    Client.Sent unstated = sent.with(Botocore.withoutStatedHash(sent.request()));
    Verified verified = Client.verified(unstated, Channel.PLAIN);
    assertThat(verified.payload())
        .isEqualTo(new Payload.Exact(Hashes.sha256(sent.body()), Fault.Names.JSON));
    Client.Sent changed = new Client.Sent(unstated.request(), new byte[] {1});
    assertThat(Client.refused(changed, Channel.PLAIN).fault()).isEqualTo(Fault.MISMATCH);
  }

  @Test
  void aPresignedUrlWithoutABodyPassesOverPlainHttpAndTakesNoBody() {
    Client.Order order = s3Get();
    order.presigned = Duration.ofDays(7);
    order.scheme = "https";
    order.signPayload = false;
    Client.Sent sent = Client.send(order);
    Verified verified = Client.verified(sent, Channel.PLAIN);
    assertThat(verified.payload()).isEqualTo(new Payload.Exact(Hashes.OF_NOTHING, Fault.Names.S3));
    assertThat(verified.payload().whole(new byte[] {1})).isInstanceOf(Whole.Broken.class);
    RawRequest withBody = Client.withHeader(sent.request(), "Content-Length", "1");
    assertThat(Client.refused(sent.with(withBody), Channel.PLAIN).message())
        .isEqualTo(
            "`UNSIGNED-PAYLOAD` over plain HTTP leaves the body unprotected: use HTTPS, or have the"
                + " client sign the body");
    assertThat(Client.verified(sent.with(withBody), Channel.PROTECTED).payload())
        .isInstanceOf(Payload.Unsigned.class);
  }

  @Test
  void everyBitOfWhatIsSignedCounts() {
    Client.Order order = json();
    order.path = "/path/%C3%BC";
    order.query.add(Map.entry("name", "value"));
    Client.Sent sent = Client.send(order);
    RawRequest request = sent.request();
    int tried = 0;
    for (String target : flipped(request.target())) {
      assertChanged(sent, Client.withTarget(request, target));
      tried++;
    }
    for (String method : flipped(request.method())) {
      assertChanged(sent, new RawRequest(method, request.target(), request.headers()));
      tried++;
    }
    String signed = Client.header(request, "authorization");
    for (Header header : request.headers()) {
      if (!header.is("authorization") && signed.contains(lower(header.name()))) {
        for (String value : flipped(header.value())) {
          assertChanged(sent, Client.replaceHeader(request, header.name(), value));
          tried++;
        }
      }
    }
    for (String value : flipped(signed)) {
      assertChanged(sent, Client.replaceHeader(request, "authorization", value));
      tried++;
    }
    assertThat(tried).isGreaterThan(3000);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// All single-bit changes, but for those that mean the same: `%c3` for `%C3` in a path that is
  /// signed decoded.
  private static List<String> flipped(String text) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      for (int bit = 0; bit < 8; bit++) {
        char changed = (char) (text.charAt(i) ^ (1 << bit));
        all.add(text.substring(0, i) + changed + text.substring(i + 1));
      }
    }
    return all;
  }

  private static void assertChanged(Client.Sent sent, RawRequest changed) {
    assertThat(Client.verify(sent.with(changed), Channel.PROTECTED))
        .as("%s", changed)
        .isInstanceOf(Refused.class);
  }

  @Test
  void skewIsMeasuredInBothDirectionsAndTheServersTimeTold() {
    for (int seconds : new int[] {-300, 300}) {
      Client.Order order = s3Get();
      order.at = Client.NOW.plusSeconds(seconds);
      assertThat(Client.verify(Client.send(order), Channel.PLAIN)).isInstanceOf(Verified.class);
    }
    for (int seconds : new int[] {-301, 301}) {
      Client.Order order = s3Get();
      order.at = Client.NOW.plusSeconds(seconds);
      Refused refused = Client.refused(Client.send(order), Channel.PLAIN);
      assertThat(refused.code()).isEqualTo("RequestTimeTooSkewed");
      assertThat(refused.message())
          .isEqualTo(
              "the request was signed at "
                  + order.at
                  + " and the server's time is 2026-11-23T10:00:00Z: they may differ by 5 minutes at"
                  + " most; set the client's clock, or sign again");
      order = json();
      order.at = Client.NOW.plusSeconds(seconds);
      assertThat(Client.refused(Client.send(order), Channel.PLAIN).code())
          .isEqualTo("InvalidSignatureException");
    }
  }

  @Test
  void aPresignedUrlEndsWhenItSays() {
    Client.Order order = s3Get();
    order.presigned = Duration.ofMinutes(10);
    order.scheme = "https";
    order.signPayload = false;
    order.at = Client.NOW.minusSeconds(600);
    assertThat(Client.verify(Client.send(order), Channel.PLAIN)).isInstanceOf(Verified.class);
    order.at = Client.NOW.minusSeconds(601);
    Refused refused = Client.refused(Client.send(order), Channel.PLAIN);
    assertThat(refused.code()).isEqualTo("AccessDenied");
    assertThat(refused.message())
        .isEqualTo(
            "the presigned URL expired at 2026-11-23T09:59:59Z and the server's time is"
                + " 2026-11-23T10:00:00Z: make a new one");
    order.at = Client.NOW.plusSeconds(301);
    assertThat(Client.refused(Client.send(order), Channel.PLAIN).code())
        .isEqualTo("RequestTimeTooSkewed");
  }

  @Test
  void deadSessionsAreToldOnlyToWhoCanSign() {
    Credentials.Holder holder = new Credentials.Holder("session-1", Client.SECRET);
    Client.Sent sent = Client.send(json());
    Verifier expired =
        new Verifier(
            id -> new Credentials.Lookup.Expired(holder, Client.NOW.minusSeconds(1)), Client.CLOCK);
    assertThat(expired.verify(sent.request(), Channel.PLAIN, () -> ""))
        .isEqualTo(
            new Refused(
                Fault.EXPIRED,
                403,
                "ExpiredTokenException",
                "the session `session-1` expired at 2026-11-23T09:59:59Z: open a new one"));
    Verifier revoked = new Verifier(id -> new Credentials.Lookup.Revoked(holder), Client.CLOCK);
    assertThat(revoked.verify(sent.request(), Channel.PLAIN, () -> ""))
        .isEqualTo(
            new Refused(
                Fault.REVOKED,
                403,
                "ExpiredTokenException",
                "the session `session-1` was closed or revoked: open a new one"));
    Client.Order guess = json();
    guess.secret = "guess";
    assertThat(revoked.verify(Client.send(guess).request(), Channel.PLAIN, () -> ""))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.MISMATCH));
  }

  @Test
  void aSessionTokenMustBeTheSessionsOwn() {
    Client.Order order = json();
    order.token = "some-token";
    Client.Sent sent = Client.send(order);
    assertThat(Client.refused(sent, Channel.PLAIN).message())
        .isEqualTo(
            "the request carries a session token and this session has none: unset"
                + " AWS_SESSION_TOKEN");
    Verifier demanding =
        new Verifier(
            id ->
                new Credentials.Lookup.Live(
                    new Credentials.Holder("session-1", Client.SECRET, "some-token")),
            Client.CLOCK);
    assertThat(demanding.verify(sent.request(), Channel.PLAIN, () -> ""))
        .isInstanceOf(Verified.class);
    order.presigned = Duration.ofMinutes(1);
    assertThat(
            demanding.verify(
                Client.send(order).request(), Channel.PROTECTED, () -> Hashes.sha256(order.body)))
        .isInstanceOf(Verified.class);
    assertThat(demanding.verify(Client.send(json()).request(), Channel.PLAIN, () -> ""))
        .isInstanceOfSatisfying(
            Refused.class,
            r -> {
              assertThat(r.code()).isEqualTo("UnrecognizedClientException");
              assertThat(r.message())
                  .isEqualTo(
                      "the session token is not the one of this session: set AWS_SESSION_TOKEN to"
                          + " it");
            });
  }

  @Test
  void unknownKeysAreRefusedAndRealOnesNamedAsSuch() {
    Client.Order order = json();
    order.key = "OBSTZZZZZZZZZZZZZZZZ";
    Refused refused = Client.refused(Client.send(order), Channel.PLAIN);
    assertThat(refused.code()).isEqualTo("UnrecognizedClientException");
    assertThat(refused.message())
        .isEqualTo(
            "the access key id `OBSTZZZZZZZZZZZZZZZZ` belongs to no session: open a session with"
                + " `obstat session` and use its keys");
    order.key = "AKIAIOSFODNN7EXAMPLE";
    assertThat(Client.refused(Client.send(order), Channel.PLAIN).message())
        .contains("it looks like a real AWS key, which must not be used here");
  }

  @Test
  void onlyKeysThatVerifiedAreRememberedAndNotWithoutBound() {
    SigningKeys keys = new SigningKeys();
    for (int i = 0; i < 3000; i++) {
      Scope scope = new Scope("20261123", "region-" + i, "s3");
      byte[] key = keys.of(Client.KEY, Client.SECRET, scope);
      assertThat(key).isEqualTo(SigningKeys.derive(Client.SECRET, scope));
      if (i < 10) {
        assertThat(keys.size()).isEqualTo(i);
      }
      keys.keep(Client.KEY, Client.SECRET, scope, key);
    }
    assertThat(keys.size()).isEqualTo(1024);
  }
}
