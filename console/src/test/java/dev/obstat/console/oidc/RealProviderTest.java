package dev.obstat.console.oidc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.browser.Chromium;
import dev.obstat.core.credential.SignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People sign in at a provider that others wrote, in a real browser.
class RealProviderTest {
  @TempDir private Path folder;

  @Test
  void peopleSignInAtARealProviderAndBringTheirGroups() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(), "no Chromium here: signing in at a provider is untested");
    Optional<String> whyNot = RealProvider.whyNot();
    Assumptions.assumeTrue(
        whyNot.isEmpty(), () -> whyNot.orElse("") + ": a real provider stays untested");
    List<RealProvider> started = new ArrayList<>();
    try (Chromium chromium = Chromium.launch();
        TestSite site = new TestSite(false, address -> settings(started, address))) {
      Story.tell(site);
      try (BrowserContext context = chromium.browser().newContext()) {
        Page page = context.newPage();
        page.navigate(site.address() + "/brakes");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Corp"))
            .click();
        page.locator("input[name=login]").fill("rosa");
        page.locator("input[name=password]").fill("anything");
        page.locator("button[type=submit]").click();
        page.locator("button[type=submit]").click();
        assertThat(page.locator(".who")).containsText("rosa");
        Assertions.assertThat(page.url()).isEqualTo(site.address() + "/brakes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        assertThat(page.locator("h1")).containsText("Sign in");
      }
      SignIn in =
          site.journal
              .read(books -> books.credentials().latest(started.getFirst().issuer, "sub-of-rosa"))
              .orElseThrow();
      Assertions.assertThat(in.person()).isEqualTo("rosa");
      Assertions.assertThat(in.groups()).containsExactly("on-call");
      Assertions.assertThat(site.groups.over(Story.people()).groupsOf("rosa"))
          .containsExactlyInAnyOrder("sre", "on-call");

      try (BrowserContext context = chromium.browser().newContext()) {
        Page page = context.newPage();
        page.navigate(site.address() + "/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Corp"))
            .click();
        page.locator("input[name=login]").fill("mallory");
        page.locator("input[name=password]").fill("anything");
        page.locator("button[type=submit]").click();
        page.locator("button[type=submit]").click();
        assertThat(page.locator("[role=alert]"))
            .containsText("`mallory` is nobody the catalog knows");
        assertThat(page.locator(".who")).hasCount(0);
      }
    } finally {
      started.forEach(RealProvider::close);
    }
  }

  private Providers.Settings settings(List<RealProvider> started, String address) {
    try {
      RealProvider provider = RealProvider.start(address + Providers.BACK + "corp", folder);
      started.add(provider);
      return new Providers.Settings(
          List.of(
              new Provider(
                  "corp",
                  "Corp",
                  provider.issuer,
                  "obstat",
                  new Provider.Secret("the-secret-of-the-client"),
                  List.of(),
                  Provider.GROUPS_CLAIM,
                  Map.of("corp-sre", Set.of("on-call")),
                  "preferred_username",
                  Provider.SKEW)),
          Map.of());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
