package dev.obstat.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.obstat.console.Shop;
import dev.obstat.console.TestSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A catalog of 5,000 entities in a real browser: 500 things are drawn at most, the rest in groups.
final class LargeCatalogTest {

  @Test
  void anOutageAndAnImpactOfALargeCatalogAreDrawnInGroupsAndTheSlidersMoveThem() {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(),
        "no Chromium here: how a large catalog is drawn stays untested");
    List<String> complaints = new ArrayList<>();
    try (TestSite site = new TestSite();
        Chromium chromium = Chromium.launch()) {
      site.catalog.set(Shop.large(5_000));
      Page page =
          chromium
              .browser()
              .newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))
              .newPage();
      page.onPageError(complaints::add);
      String outage = site.address() + "/outage?place=aws/us-east-1&hours=15";
      page.navigate(outage);
      page.getByLabel("Code").fill(site.browsers.code("rosa").code());
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
      page.waitForURL(outage);

      int drawn = Integer.parseInt(page.locator("#graph").getAttribute("data-drawn"));
      Assertions.assertThat(drawn).isBetween(250, 500);
      assertThat(page.locator("#graph-said")).containsText("5,000 entities");
      String cost = page.locator("#answer").innerText();
      page.locator("#hours-range").fill("30");
      assertThat(page.locator("#answer")).containsText("over 30 h");
      Assertions.assertThat(page.locator("#answer").innerText()).isNotEqualTo(cost);
      shot(page, "large-outage.png");

      page.locator("#place").selectOption("aws/eu-west-1");
      assertThat(page.locator("#answer")).containsText("over 30 h");
      page.waitForURL("**/outage?place=aws%2Feu-west-1&hours=30");

      page.navigate(site.address() + "/impact?target=resource:e-1");
      Assertions.assertThat(Integer.parseInt(page.locator("#graph").getAttribute("data-drawn")))
          .isBetween(2, 500);
      shot(page, "large-impact.png");
    }
    Assertions.assertThat(complaints).isEmpty();
  }

  /// For whoever wants to look: `-Dobstat.pictures=DIRECTORY`.
  private static void shot(Page page, String name) {
    String directory = System.getProperty("obstat.pictures", "");
    if (!directory.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(directory, name)));
    }
  }
}
