package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Shop;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import dev.obstat.core.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The pages on which people ask the catalog before anything happens.
class ViewsTest {
  private final TestSite site = new TestSite();
  private final Browsers.SignedIn rosa = site.signIn("rosa");

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void whatStopsWithADatabaseIsSaidWithItsPriceItsWaysAndWhatKeepsRunning() {
    assertThat(words("/impact?target=resource:orders"))
        .contains("2 services stop, 2 of tier 0")
        .contains("70,000 customers lose a service")
        .contains("17,000 USD lost each hour")
        .contains("51,000 USD lost until it is back")
        .contains("resource:orders → checkout");
  }

  @Test
  void severalCanGoAtOnceAndAResourceIsFoundByItsRealName() {
    assertThat(words("/impact?target=carts&target=arn:aws:rds:eu-west-1:111122223333:db:orders"))
        .contains("3 services stop");
  }

  @Test
  void whatTheCatalogDoesNotKnowIsSaidToBeNotKnown() {
    assertThat(words("/impact?target=arn:aws:s3:::nobodys"))
        .contains("nobody knows what needs `arn:aws:s3:::nobodys`: no catalog entity matches it");
  }

  @Test
  void anOutageSaysWhatToBringBackFirstAndWhatSurvives() {
    assertThat(words("/outage?place=aws/us-east-1&hours=15"))
        .contains("3 services stop, 3 of tier 0")
        .contains("262,500 USD over 15 h")
        .containsSubsequence(
            "payment 262,500 USD 7,500 USD",
            "checkout 255,000 USD 120,000 USD",
            "front 135,000 USD")
        .containsSubsequence("Keeps running", "blog", "carts");
  }

  @Test
  void anOutageThatCannotBeAskedSaysWhy() {
    assertThat(words("/outage?place=aws/mars-1&hours=15"))
        .contains("Nothing in the catalog is in that place.");
    assertThat(words("/outage?place=aws&hours=many")).contains("Hours are a number, as in 15");
    assertThat(get("/outage?place=aws&place=gcp").status()).isEqualTo(400);
    assertThat(words("/impact?goal=carts")).contains("this form has no field `goal`");
  }

  @Test
  void concentrationRanksPlacesAndSinglePointsOfFailure() {
    assertThat(words("/concentration"))
        .contains("5 services in all", "18,500 USD an hour")
        .containsSubsequence("aws/eu-west-1", "97.3 %", "aws/us-east-1")
        .containsSubsequence("Single points of failure", "Orders <database>", "51,000 USD");
  }

  @Test
  void withoutACatalogThePagesSaySo() {
    site.catalog.set(Catalog.none(List.of("rosa")));
    assertThat(words("/impact")).contains("There is no catalog");
    assertThat(words("/outage")).contains("There is no catalog");
    assertThat(words("/concentration")).contains("There is no catalog");
  }

  @Test
  void aStrangerIsAskedToSignIn() {
    assertThat(site.get("/impact?target=resource:orders").header("location"))
        .isEqualTo("/signin?to=%2Fimpact%3Ftarget%3Dresource%3Aorders");
  }

  @Test
  void theDrawingComesWithItsLibraryFromThisHostZippedForThoseWhoTakeIt() {
    Reply page = get("/impact?target=carts");
    assertThat(page.body()).contains("data-graph=", "/assets/cytoscape.min.", "/assets/views.");
    assertThat(page.body().length()).isLessThan(200_000);
    site.catalog.set(Shop.chain(5_000));
    assertThat(get("/impact?target=s-0").body().length()).isLessThan(1_000_000);
  }

  private String words(String path) {
    return get(path)
        .body()
        .replaceAll("(?s)<script.*?</script>", " ")
        .replaceAll("data-graph=\"[^\"]*\"", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replaceAll("\\s+", " ");
  }

  private Reply get(String path) {
    return site.page(rosa, path);
  }
}
