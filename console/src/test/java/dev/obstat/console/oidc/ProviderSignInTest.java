package dev.obstat.console.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.core.fact.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Signing in at a provider, and every way in which it must not work.
class ProviderSignInTest {
  private static final String SECRET = "0123456789-0123456789-0123456789";

  private final LoopbackProvider provider = new LoopbackProvider();
  private final LoopbackProvider other = new LoopbackProvider();
  private TestSite site = site("name", Map.of());

  @AfterEach
  void stop() {
    site.close();
    provider.close();
    other.close();
  }

  private TestSite site(String personClaim, Map<String, String> links) {
    return new TestSite(
        false,
        _ ->
            new Providers.Settings(
                List.of(configured("corp", provider, personClaim), configured("other", other, "")),
                links));
  }

  private void again(String personClaim, Map<String, String> links) {
    site.close();
    site = site(personClaim, links);
  }

  private static Provider configured(String name, LoopbackProvider at, String personClaim) {
    return new Provider(
        name,
        "Corp " + name,
        at.issuer(),
        LoopbackProvider.CLIENT,
        new Provider.Secret(SECRET),
        List.of("profile"),
        "groups",
        Map.of("corp-sre", Set.of("on-call")),
        personClaim,
        Provider.SKEW);
  }

  /// A sign-in that was begun: where the browser was sent, and what it keeps.
  private record Sent(String address, String cookie) {}

  private Sent begin(String name, String to) {
    Reply reply = site.get("/signin/with/" + name + "?to=" + to);
    assertThat(reply.status()).isEqualTo(303);
    return new Sent(reply.header("location"), reply.header("set-cookie").split(";", 2)[0]);
  }

  private Reply end(String name, String query, String cookie) {
    return site.get("/signin/from/" + name + query, "cookie", cookie);
  }

  private Reply signIn() {
    Sent sent = begin("corp", "%2Fbrakes");
    return end("corp", provider.agree(sent.address()), sent.cookie());
  }

  private void refused(Reply reply, String why) {
    assertThat(reply.body()).containsIgnoringCase(why);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("set-cookie")).isEmpty();
  }

  @Test
  void aPersonComesInGoesWhereTheyWantedAndIsRecorded() {
    Sent sent = begin("corp", "%2Fbrakes");
    assertThat(sent.address()).startsWith(provider.issuer() + "/authorize?");
    Map<String, String> asked =
        LoopbackProvider.fields(sent.address().substring(sent.address().indexOf('?') + 1));
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "obstat")
        .containsEntry("scope", "openid profile")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", site.address() + "/signin/from/corp");
    Reply in = end("corp", provider.agree(sent.address()), sent.cookie());
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("location")).isEqualTo("/brakes");
    String cookie = in.header("set-cookie").split(";", 2)[0];
    assertThat(site.get("/brakes", "cookie", cookie).body()).contains("<span>rosa</span>");
    assertThat(site.groups.over(Story.people()).groupsOf("rosa")).contains("on-call", "sre");
    assertThat(
            site.journal.<Object>read(
                books -> ((Fact.SignedIn) books.entries(0, 9).getLast().fact()).signIn().groups()))
        .isEqualTo(Set.of("on-call"));
    assertThat(site.get("/signin").body()).contains("Sign in with Corp corp");
  }

  /// Each is wrong in one way, and nobody comes in.
  enum Bad {
    UNSIGNED("the identity token is not signed (`none`)"),
    HMAC("signed with `HS256`, which is not accepted"),
    FORGED("signature is not by a key that the provider publishes"),
    OTHERS_KEY("signature is not by a key that the provider publishes"),
    CHANGED("signature is not by a key that the provider publishes"),
    OTHER_ISSUER("the identity token is by `https://evil.example`, not by"),
    OTHER_AUDIENCE("the identity token is for another client"),
    OTHER_PARTY("the identity token is for another client"),
    TWO_AUDIENCES("the identity token is for another client"),
    EXPIRED("the identity token has expired"),
    NO_EXPIRY("the identity token has expired"),
    FROM_THE_FUTURE("the identity token is from the future"),
    NOT_YET("the identity token is from the future"),
    OTHER_NONCE("the identity token is of another sign-in"),
    NO_NONCE("the identity token is of another sign-in"),
    NO_SUBJECT("does not say who it is about"),
    ACCESS_TOKEN("signature is not by a key that the provider publishes"),
    BROKEN("the identity token cannot be read"),
    NONE("the provider sent no identity token");

    private final String why;

    Bad(String why) {
      this.why = why;
    }
  }

  @ParameterizedTest
  @EnumSource(Bad.class)
  void aTokenThatIsWrongInOneWayLetsNobodyIn(Bad bad) {
    Instant now = Instant.now();
    provider.token.set(
        claims ->
            switch (bad) {
              case UNSIGNED -> new PlainJWT(claims.build()).serialize();
              case HMAC -> withSecret(claims);
              case FORGED ->
                  LoopbackProvider.signed(
                      claims, LoopbackProvider.newKey("k1"), JOSEObjectType.JWT);
              case OTHERS_KEY ->
                  LoopbackProvider.signed(claims, other.key.get(), JOSEObjectType.JWT);
              case CHANGED -> changed(provider.signed(claims));
              case OTHER_ISSUER -> provider.signed(claims.issuer("https://evil.example"));
              case OTHER_AUDIENCE -> provider.signed(claims.audience("another"));
              case OTHER_PARTY -> provider.signed(claims.claim("azp", "another"));
              case TWO_AUDIENCES -> provider.signed(claims.audience(List.of("obstat", "another")));
              case EXPIRED ->
                  provider.signed(claims.expirationTime(Date.from(now.minusSeconds(61))));
              case NO_EXPIRY -> provider.signed(claims.expirationTime(null));
              case FROM_THE_FUTURE ->
                  provider.signed(claims.issueTime(Date.from(now.plusSeconds(90))));
              case NOT_YET -> provider.signed(claims.notBeforeTime(Date.from(now.plusSeconds(90))));
              case OTHER_NONCE -> provider.signed(claims.claim("nonce", "another"));
              case NO_NONCE -> provider.signed(claims.claim("nonce", null));
              case NO_SUBJECT -> provider.signed(claims.subject(null));
              case ACCESS_TOKEN ->
                  LoopbackProvider.signed(claims, provider.key.get(), new JOSEObjectType("at+jwt"));
              case BROKEN -> "not.a.token";
              case NONE -> "";
            });
    refused(signIn(), bad.why);
  }

  @Test
  void clocksMayBeAMinuteApart() {
    Instant now = Instant.now();
    provider.token.set(
        claims -> provider.signed(claims.expirationTime(Date.from(now.minusSeconds(30)))));
    assertThat(signIn().status()).isEqualTo(303);
    provider.token.set(
        claims ->
            provider.signed(
                claims
                    .issueTime(Date.from(now.plusSeconds(40)))
                    .notBeforeTime(Date.from(now.plusSeconds(40)))));
    assertThat(signIn().status()).isEqualTo(303);
  }

  @Test
  void aRotationOfKeysIsFollowedAndTheOldKeyIsNoLongerGood() {
    assertThat(signIn().status()).isEqualTo(303);
    var old = provider.key.get();
    provider.key.set(LoopbackProvider.newKey("k2"));
    provider.published.clear();
    provider.published.add(provider.key.get());
    assertThat(signIn().status()).isEqualTo(303);
    provider.token.set(claims -> LoopbackProvider.signed(claims, old, JOSEObjectType.JWT));
    refused(signIn(), "signature is not by a key that the provider publishes");
    int reads = provider.keyReads.get();
    for (int i = 0; i < 5; i++) {
      signIn();
    }
    assertThat(provider.keyReads.get() - reads).isLessThan(3);
  }

  @Test
  void aStateIsGoodOnceInTheBrowserThatBeganAndAtTheProviderWhereItBegan() {
    Sent sent = begin("corp", "%2F");
    String back = provider.agree(sent.address());
    refused(end("corp", back, "obstat-signin=" + "x".repeat(43)), "begun in another browser");
    refused(end("corp", back, sent.cookie()), "this sign-in is over, or was never begun here");

    Sent replayed = begin("corp", "%2F");
    String answer = provider.agree(replayed.address());
    assertThat(end("corp", answer, replayed.cookie()).status()).isEqualTo(303);
    refused(end("corp", answer, replayed.cookie()), "this sign-in is over");
    refused(end("corp", "?code=x&state=made-up", replayed.cookie()), "this sign-in is over");
    refused(end("corp", "", replayed.cookie()), "this sign-in is over");

    Sent mixed = begin("corp", "%2F");
    refused(
        end("other", other.agree(mixed.address()), mixed.cookie()),
        "begun at another provider than the one that answers");
    Sent named = begin("corp", "%2F");
    refused(
        end(
            "corp",
            provider.agree(named.address()) + "&iss=https%3A%2F%2Fevil.example",
            named.cookie()),
        "the answer is not by the provider where this sign-in was begun");
  }

  @Test
  void aProviderThatNamesItselfHasToDoSo() {
    provider.says.put("names-itself", "yes");
    Sent sent = begin("corp", "%2F");
    refused(
        end("corp", provider.agree(sent.address()), sent.cookie()),
        "the answer is not by the provider");
    Sent again = begin("corp", "%2F");
    String iss = "&iss=" + provider.issuer().replace(":", "%3A").replace("/", "%2F");
    assertThat(end("corp", provider.agree(again.address()) + iss, again.cookie()).status())
        .isEqualTo(303);
  }

  @Test
  void aCodeOfAnotherSignInIsNotTakenBack() {
    Sent mine = begin("corp", "%2F");
    Sent attackers = begin("corp", "%2F");
    String stolen = provider.agree(attackers.address());
    String code = LoopbackProvider.fields(stolen.substring(1)).getOrDefault("code", "");
    String state =
        LoopbackProvider.fields(mine.address().substring(mine.address().indexOf('?') + 1))
            .getOrDefault("state", "");
    refused(
        end("corp", "?code=" + code + "&state=" + state, mine.cookie()),
        "does not take its code back: `invalid_grant`");
  }

  @Test
  void aRefusalOfTheProviderIsSaid() {
    Sent sent = begin("corp", "%2F");
    String state =
        LoopbackProvider.fields(sent.address().substring(sent.address().indexOf('?') + 1))
            .getOrDefault("state", "");
    refused(
        end("corp", "?error=access_denied&state=" + state, sent.cookie()),
        "Corp corp let nobody in: `access_denied`");
  }

  @Test
  void aProviderThatIsNotWhoItShouldBeIsNotUsed() {
    provider.says.put("issuer", "https://evil.example");
    Reply reply = site.get("/signin/with/corp?to=%2F");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.body()).containsIgnoringCase("calls itself `https://evil.example`");
    provider.says.clear();
    provider.says.put("token_endpoint", "http://evil.example/token");
    assertThat(site.get("/signin/with/corp?to=%2F").body())
        .containsIgnoringCase("`token_endpoint` is not an address that secrets may be sent to");
    provider.says.clear();
    provider.close();
    assertThat(site.get("/signin/with/corp?to=%2F").body()).contains("cannot be reached");
    assertThat(site.get("/signin/with/nobody?to=%2F").status()).isEqualTo(404);
    assertThat(site.send("POST", "/signin/with/corp", "").status()).isEqualTo(405);
  }

  @Test
  void whoIsNotLinkedAndClaimsNothingIsNobody() {
    again("", Map.of());
    refused(signIn(), "nobody here is linked to `corp:00u1`");
    again("", Map.of("corp:00u1", "ines"));
    assertThat(signIn().status()).isEqualTo(303);
  }

  @Test
  void onePersonWithSeveralIdentitiesIsOnePerson() {
    again("", Map.of("corp:00u1", "rosa", "other:00u1", "rosa"));
    assertThat(signIn().status()).isEqualTo(303);
    Sent sent = begin("other", "%2F");
    Reply in = end("other", other.agree(sent.address()), sent.cookie());
    String cookie = in.header("set-cookie").split(";", 2)[0];
    assertThat(site.get("/brakes", "cookie", cookie).body()).contains("<span>rosa</span>");
  }

  @Test
  void aClaimedNameBelongsToTheFirstSubjectThatCameWithIt() {
    assertThat(signIn().status()).isEqualTo(303);
    Function<JWTClaimsSet.Builder, String> reassigned =
        claims -> provider.signed(claims.subject("00u2"));
    provider.token.set(reassigned);
    refused(signIn(), "`rosa` is somebody else at Corp corp");
    provider.token.set(claims -> provider.signed(claims.claim("name", "sam")));
    refused(signIn(), "`corp:00u1` was `rosa` until now and calls itself `sam`");
    provider.token.set(claims -> provider.signed(claims.subject("00u3").claim("name", "zoe")));
    refused(signIn(), "`zoe` is nobody the catalog knows");
    again("name", Map.of("corp:00u9", "rosa"));
    provider.token.set(provider::signed);
    refused(signIn(), "`rosa` is somebody else at Corp corp");
  }

  private static String withSecret(JWTClaimsSet.Builder claims) {
    try {
      SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
      jwt.sign(new MACSigner(SECRET));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// With another payload under the same signature.
  private static String changed(String token) {
    String[] parts = token.split("\\.", -1);
    String payload =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("rosa", "olga");
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }
}
