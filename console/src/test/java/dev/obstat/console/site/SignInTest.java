package dev.obstat.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.console.TestSite.Reply;
import dev.obstat.console.signin.Browsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aStrangerIsSentToThePageThatSaysHowToGetACode() {
    Reply sent = site.get("/reviews/" + Story.REVIEW);
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.header("location")).isEqualTo("/signin?to=%2Freviews%2F" + Story.REVIEW);
    assertThat(site.get(sent.header("location")).body())
        .contains("obstat signin PERSON")
        .contains("name=\"to\" value=\"/reviews/" + Story.REVIEW + "\"");
  }

  @Test
  void lookingAtTheLinkDoesNotUseTheCodeUpAndTheButtonDoesOnce() {
    String code = site.browsers.code("rosa").code();
    for (int i = 0; i < 3; i++) {
      Reply page = site.get("/signin?code=" + code);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("value=\"" + code + "\"");
      assertThat(page.header("set-cookie")).isEmpty();
    }
    Reply in = post("code=" + code + "&to=%2Fbrakes", site.address());
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("location")).isEqualTo("/brakes");
    assertThat(in.header("set-cookie"))
        .matches("obstat=[A-Za-z0-9_-]{32}; Path=/; HttpOnly; SameSite=Lax; Max-Age=28800");
    String cookie = in.header("set-cookie").split(";", 2)[0];
    assertThat(site.get("/brakes", "cookie", cookie).body()).contains("<span>rosa</span>");

    Reply again = post("code=" + code + "&to=%2F", site.address());
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.body()).contains("This code is not valid: it was used already");
    assertThat(again.header("set-cookie")).isEmpty();
  }

  @Test
  void onlyPathsOfTheConsoleAreGoneToAfterwards() {
    for (String elsewhere :
        new String[] {
          "https%3A%2F%2Fevil.example%2F",
          "%2F%2Fevil.example",
          "%2F%5Cevil.example",
          "javascript%3Aalert(1)",
          "%2Fa%0D%0Aset-cookie%3A%20x%3Dy",
          "%2Fsignout"
        }) {
      String code = site.browsers.code("rosa").code();
      assertThat(post("code=" + code + "&to=" + elsewhere, site.address()).header("location"))
          .isEqualTo("/");
    }
  }

  @Test
  void aPageElsewhereSignsNobodyIn() {
    String code = site.browsers.code("rosa").code();
    for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1"}) {
      Reply answer = post("code=" + code, origin);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("this did not come from a page of the console");
    }
    assertThat(site.send("POST", "/signin", "code=" + code, "content-type", FORM).status())
        .isEqualTo(403);
    assertThat(post("code=" + code, site.address()).status()).isEqualTo(303);
  }

  @Test
  void signingOutEndsTheSessionOfThatBrowser() {
    Browsers.SignedIn rosa = site.signIn("rosa");
    Reply out = site.form(rosa, "/signout", "");
    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("set-cookie")).contains("Max-Age=0");
    assertThat(site.page(rosa, "/").status()).isEqualTo(303);
  }

  @Test
  void formsThatAreNoneAreRefusedWithAReason() {
    assertThat(site.send("POST", "/signin", "{}", "content-type", "application/json").body())
        .contains("a form is sent as application/x-www-form-urlencoded");
    assertThat(post("code=a&code=b", site.address()).body())
        .contains("the field `code` is there twice");
    assertThat(post("code=a&password=b", site.address()).body())
        .contains("this form has no field `password`");
    assertThat(post("code=%zz", site.address()).body())
        .contains("the form is not encoded as forms are");
    assertThat(post("code=" + "x".repeat(40_000), site.address()).status()).isEqualTo(413);
    assertThat(site.get("/signin?next=x").body()).contains("this form has no field `next`");
  }

  @Test
  void aTokenOpensNoPages() {
    Reply page = site.get("/", "authorization", "Bearer " + site.token("rosa"));
    assertThat(page.status()).isEqualTo(303);
    assertThat(site.send("POST", "/brakes", "a=b", "content-type", FORM).status()).isEqualTo(401);
  }

  private Reply post(String fields, String origin) {
    return site.send("POST", "/signin", fields, "content-type", FORM, "origin", origin);
  }
}
