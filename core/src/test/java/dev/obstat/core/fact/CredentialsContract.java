package dev.obstat.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.credential.TokenScope;
import dev.obstat.core.credential.Touch;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Journal] promises about sign-ins, passkeys and tokens.
public abstract class CredentialsContract extends JournalFixture {
  private static final String ISSUER = "https://id.example";

  @Test
  void theLatestSignInOfASubjectIsFoundAndCodesLeaveNone() {
    SignIn first = signIn("00u1", "rosa", Set.of("sre"));
    SignIn other = signIn("00u2", "ben", Set.of());
    SignIn again = signIn("00u1", "rosa", Set.of("sre", "web"));
    record(
        new Fact.SignedIn(first),
        new Fact.SignedIn(other),
        new Fact.SignedIn(again),
        new Fact.SignedIn(SignIn.byCode("rosa", LATER)));
    assertThat(found(books -> books.credentials().latest(ISSUER, "00u1"))).contains(again);
    assertThat(found(books -> books.credentials().latest("https://other.example", "00u1")))
        .isEmpty();
    assertThat(all(books -> books.credentials().latest(9))).containsExactly(again, other);
    assertThat(all(books -> books.credentials().latest(1))).containsExactly(again);
  }

  @Test
  void aPasskeyIsFoundByIdByItsOwnIdAndByItsPersonUntilItIsRemoved() {
    Passkey laptop = passkey("k-1", "rosa", "Y3JlZDE");
    Passkey phone = passkey("k-2", "rosa", "Y3JlZDI");
    record(new Fact.PasskeyEnrolled(laptop), new Fact.PasskeyEnrolled(phone));
    assertThat(passkey("k-1")).contains(laptop);
    assertThat(found(books -> books.credentials().passkeyOf("Y3JlZDI"))).contains(phone);
    assertThat(all(books -> books.credentials().passkeysOf("rosa"))).containsExactly(laptop, phone);
    assertThat(all(books -> books.credentials().passkeysOf("ben"))).isEmpty();
    refused(
        new Fact.PasskeyEnrolled(passkey("k-3", "ben", "Y3JlZDE")),
        "passkey `k-3` is enrolled already");
    refused(
        new Fact.PasskeyEnrolled(passkey("k-1", "ben", "Y3JlZDM")),
        "passkey `k-1` is already there");
    record(new Fact.PasskeyRemoved("k-1", "rosa", LATER));
    assertThat(passkey("k-1")).isEmpty();
    refused(new Fact.PasskeyRemoved("k-1", "rosa", LATER), "passkey `k-1` is not there");
    refused(touch("k-1", "rosa", 9), "passkey `k-1` of rosa is not there");
  }

  @Test
  void aTouchCountsUpAndNeverBack() {
    record(new Fact.PasskeyEnrolled(passkey("k-1", "rosa", "Y3JlZDE")));
    record(touch("k-1", "rosa", 0));
    record(touch("k-1", "rosa", 4));
    assertThat(passkey("k-1").orElseThrow().count()).isEqualTo(4);
    refused(touch("k-1", "rosa", 4), "passkey `k-1` has signed more often before");
    refused(touch("k-1", "rosa", 0), "passkey `k-1` has signed more often before");
    refused(touch("k-1", "ben", 5), "passkey `k-1` of ben is not there");
    record(touch("k-1", "rosa", 5));
  }

  @Test
  void aTokenIsThereUntilItIsRevoked() {
    AccessToken reports = token("t-1");
    AccessToken brakes = token("t-2");
    record(new Fact.TokenIssued(reports), new Fact.TokenIssued(brakes));
    assertThat(found(books -> books.credentials().token("t-1"))).contains(reports);
    assertThat(all(books -> books.credentials().tokens(9))).containsExactly(brakes, reports);
    refused(new Fact.TokenIssued(reports), "token `t-1` is already there");
    record(new Fact.TokenRevoked("t-1", "rosa", LATER));
    assertThat(found(books -> books.credentials().token("t-1"))).isEmpty();
    refused(new Fact.TokenRevoked("t-1", "rosa", LATER), "token `t-1` is not there");
    refused(new Fact.TokenRevoked("t-9", "rosa", LATER), "token `t-9` is not there");
  }

  private Optional<Passkey> passkey(String id) {
    return found(books -> books.credentials().passkey(id));
  }

  private static SignIn signIn(String subject, String person, Set<String> groups) {
    return new SignIn(person, "corp", ISSUER, subject, groups, LATER);
  }

  private static Passkey passkey(String id, String person, String credential) {
    return new Passkey(id, person, "laptop", credential, "a2V5", "00", 0, LATER);
  }

  private static Fact touch(String passkey, String person, long count) {
    return new Fact.Touched(
        new Touch(passkey, person, "obstat vote", "e30", "AA", "BB", count, LATER));
  }

  private static AccessToken token(String id) {
    return new AccessToken(
        id,
        "rosa",
        "nightly",
        Set.of(TokenScope.READ, TokenScope.ASK),
        "olga",
        LATER,
        LATER.plusSeconds(60));
  }
}
