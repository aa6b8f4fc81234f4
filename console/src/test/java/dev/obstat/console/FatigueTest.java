package dev.obstat.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FatigueTest {
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
  void thePageCountsReviewsByPolicyAndNamesNobody() {
    String page = site.page(site.signIn("sam"), "/fatigue").body();
    assertThat(page).contains("What people are asked", "By policy", "By day", "The last 14 days");
    String figures = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    assertThat(figures).doesNotContain("rosa", "sam");
    assertThat(site.page(site.signIn("sam"), "/fatigue?days=3").body()).contains("The last 3 days");
    assertThat(site.page(site.signIn("sam"), "/fatigue?days=0").status()).isEqualTo(400);
  }

  @Test
  void theCallAnswersTheSameInNumbers() {
    String token = "Bearer " + site.token("rosa");
    assertThat(site.get("/api/fatigue", "authorization", token).body())
        .contains("\"days\":14", "\"policies\":[", "\"pace\":{", "\"advice\":[");
    assertThat(site.get("/api/fatigue?days=91", "authorization", token).body())
        .contains("`days` is a number from 1 to 90");
  }
}
