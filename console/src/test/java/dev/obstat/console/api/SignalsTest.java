package dev.obstat.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.core.control.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Signed as the Standard Webhooks specification says, by a source with a secret of 32 zero bytes.
class SignalsTest {
  private static final String BODY = "{\"scope\":\"agent:kiro\",\"why\":\"errors rise\"}";

  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aSignedSignalHaltsItsAgentOnce() throws Exception {
    Reply taken = post("pager", "msg-1", Instant.now(), BODY, new byte[32]);
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(site.halts())
        .singleElement()
        .satisfies(
            halt -> {
              assertThat(halt.scope()).isEqualTo(new Scope.OfAgent("kiro"));
              assertThat(halt.by()).isEqualTo("signal pager");
              assertThat(halt.why()).isEqualTo("errors rise");
            });
    Reply again = post("pager", "msg-1", Instant.now(), BODY, new byte[32]);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("this signal was taken before");
    assertThat(site.halts()).hasSize(1);
  }

  @Test
  void aForgedSignalDoesNothingAndLearnsNothing() throws Exception {
    byte[] wrong = new byte[32];
    wrong[0] = 1;
    Reply forged = post("pager", "msg-1", Instant.now(), BODY, wrong);
    Reply unknown = post("nobody", "msg-1", Instant.now(), BODY, new byte[32]);
    assertThat(forged.status()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(forged.body());
    assertThat(site.send("POST", "/signals/pager", BODY).status()).isEqualTo(401);
    String time = String.valueOf(Instant.now().getEpochSecond());
    for (String signature : new String[] {"v1,", "v1,!!", "v2,AAAA", "", "v1,AAAA v1,BBBB"}) {
      assertThat(
              site.send(
                      "POST",
                      "/signals/pager",
                      BODY,
                      "webhook-id",
                      "msg-1",
                      "webhook-timestamp",
                      time,
                      "webhook-signature",
                      signature)
                  .status())
          .as(signature)
          .isEqualTo(401);
    }
    assertThat(site.halts()).isEmpty();
  }

  @Test
  void anOldSignalAndOneFromTheFutureAreRefused() throws Exception {
    for (int seconds : new int[] {-400, 400}) {
      Reply old = post("pager", "msg-2", Instant.now().plusSeconds(seconds), BODY, new byte[32]);
      assertThat(old.status()).isEqualTo(409);
      assertThat(old.body()).contains("too old, or the clocks differ");
    }
    assertThat(site.halts()).isEmpty();
  }

  @Test
  void aSignalHaltsNothingWiderThanOneAgentAndNeverResumes() throws Exception {
    for (String scope : new String[] {"everything", "stage:production", "service:web"}) {
      Reply wide =
          post(
              "pager",
              "msg-" + scope.length(),
              Instant.now(),
              "{\"scope\":\"" + scope + "\",\"why\":\"x\"}",
              new byte[32]);
      assertThat(wide.status()).isEqualTo(409);
      assertThat(wide.body()).contains("one agent or one session, nothing wider");
    }
    assertThat(post("pager", "m", Instant.now(), "{\"scope\":\"kiro\"}", new byte[32]).status())
        .isEqualTo(400);
    assertThat(site.send("DELETE", "/signals/pager", "").status()).isEqualTo(405);
    assertThat(site.halts()).isEmpty();
  }

  private Reply post(String source, String id, Instant at, String body, byte[] secret)
      throws Exception {
    String time = String.valueOf(at.getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    byte[] signature = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
    return site.send(
        "POST",
        "/signals/" + source,
        body,
        "webhook-id",
        id,
        "webhook-timestamp",
        time,
        "webhook-signature",
        "v1," + Base64.getEncoder().encodeToString(signature));
  }
}
