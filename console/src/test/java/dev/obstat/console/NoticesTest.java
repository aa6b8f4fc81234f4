package dev.obstat.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.review.Look;
import dev.obstat.core.review.Review;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final TestSite site = new TestSite();

  @BeforeEach
  void begin() {
    Story.tell(site);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theChannelsAreListedWithTheirTrouble() {
    String rosa = "Bearer " + site.token("rosa");
    assertThat(site.get("/api/notices", "authorization", rosa).body())
        .isEqualToIgnoringNewLines(
            "{\"channels\":[{\"name\":\"mail\",\"occasions\":[\"review\",\"halt\"],"
                + "\"groups\":[\"platform\"]},{\"name\":\"chat\",\"occasions\":[\"review\"],"
                + "\"groups\":[],\"trouble\":\"it answered HTTP 404\"}]}");
    assertThat(site.get("/api/notices").status()).isEqualTo(401);
  }

  @Test
  void aChannelIsTriedOutAndSaysWhatBecameOfIt() {
    assertThat(tryOut("mail").body()).isEqualToIgnoringNewLines("{\"taken\":true}");
    assertThat(tryOut("chat").body())
        .isEqualToIgnoringNewLines("{\"taken\":false,\"why\":\"it answered HTTP 404\"}");
    Reply unknown = tryOut("pager");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body())
        .contains("there is no channel `pager` under `notices` in the configuration");
    assertThat(site.channels.tried)
        .containsExactly("mail by rosa", "chat by rosa", "pager by rosa");
  }

  private Reply tryOut(String channel) {
    return site.send(
        "POST",
        "/api/notices/" + channel + "/test",
        "{}",
        "authorization",
        "Bearer " + site.token("rosa"));
  }

  @Test
  void whoeverMayVoteAndOpensAReviewsPageIsNotedOnce() {
    Review review = site.journal.read(books -> books.reviews().open()).getFirst();
    String barred = review.barred().iterator().next();
    Browsers.SignedIn sam = site.signIn("sam");
    site.page(sam, "/reviews/" + review.id());
    site.page(sam, "/reviews/" + review.id());
    site.page(site.signIn(barred), "/reviews/" + review.id());
    List<Look> looks = site.journal.read(books -> books.reviews().looks(review.id()));
    assertThat(looks).extracting(Look::by).containsExactly("sam");
  }
}
