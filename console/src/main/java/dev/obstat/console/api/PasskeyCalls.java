package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.Desks;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.passkey.Passkeys.Answer;
import dev.obstat.console.signin.Visitor;
import dev.obstat.core.action.Digest;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.desk.CredentialDesk;
import dev.obstat.core.desk.StepUp;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import dev.obstat.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the console's own pages ask when they talk to an authenticator. For people in a browser
/// alone.
final class PasskeyCalls {
  private static final String ENROL = "obstat enrol.1\nby %s\n";
  private static final String CONFIRM_ENROLMENT = "obstat confirm-enrolment.1\nby %s\n";
  private static final String REMOVE = "obstat remove.1\nby %s\npasskey %s\n";

  private final Passkeys passkeys;
  private final Desks desks;

  PasskeyCalls(Passkeys passkeys, Desks desks) {
    this.passkeys = passkeys;
    this.desks = desks;
  }

  /// What it takes to make a passkey, with a challenge for one that is there already.
  Api.Reply beginEnrolment(Visitor visitor) {
    Visitor.InBrowser browser = inBrowser(visitor);
    String person = browser.person();
    List<Passkey> has = desks.credentials().passkeysOf(person);
    ObjectNode key = Json.object();
    key.put("challenge", passkeys.ask(person, browser.csrf(), ENROL.formatted(person)));
    key.putObject("rp").put("id", passkeys.place().id()).put("name", "Obstat");
    key.putObject("user")
        .put("id", text(person.getBytes(StandardCharsets.UTF_8)))
        .put("name", person)
        .put("displayName", person);
    ArrayNode kinds = key.putArray("pubKeyCredParams");
    for (int algorithm : new int[] {-7, -257}) {
      kinds.addObject().put("type", "public-key").put("alg", algorithm);
    }
    credentials(key.putArray("excludeCredentials"), has);
    key.putObject("authenticatorSelection").put("userVerification", "required");
    key.put("attestation", "none").put("timeout", 300_000);
    ObjectNode answer = Json.object();
    answer.set("create", key);
    if (!has.isEmpty()) {
      answer.set("confirm", touch(browser, CONFIRM_ENROLMENT.formatted(person), has));
    }
    return Api.Reply.ok(answer);
  }

  Api.Reply enrol(Exchange exchange, Visitor visitor) {
    Visitor.InBrowser browser = inBrowser(visitor);
    String person = browser.person();
    Input input = Input.of(exchange, Set.of("name", "clientData", "attestation", "confirmation"));
    Optional<Touch> confirmation =
        input
            .object("confirmation", TOUCH)
            .map(given -> touched(given, browser, CONFIRM_ENROLMENT.formatted(person)));
    Passkeys.Made made = new Passkeys.Made(input.text("clientData"), input.text("attestation"));
    Passkey passkey =
        good(
            passkeys.made(
                made, person, browser.csrf(), ENROL.formatted(person), input.text("name").strip()));
    return switch (desks.credentials().enrol(passkey, confirmation)) {
      case CredentialDesk.Answer.NotDone<Passkey>(String why) -> throw new Refused(409, why);
      case CredentialDesk.Answer.Done<Passkey>(Passkey enrolled) ->
          new Api.Reply(201, shown(enrolled));
    };
  }

  /// A challenge for removing one.
  Api.Reply beginRemoval(Visitor visitor, String id) {
    Visitor.InBrowser browser = inBrowser(visitor);
    List<Passkey> has = desks.credentials().passkeysOf(browser.person());
    return Api.Reply.ok(touch(browser, REMOVE.formatted(browser.person(), id), has));
  }

  Api.Reply remove(Exchange exchange, Visitor visitor, String id) {
    Visitor.InBrowser browser = inBrowser(visitor);
    Input input = Input.of(exchange, Set.of("confirmation"));
    Optional<Touch> confirmation =
        input
            .object("confirmation", TOUCH)
            .map(given -> touched(given, browser, REMOVE.formatted(browser.person(), id)));
    return switch (desks.credentials().remove(id, browser.person(), confirmation)) {
      case CredentialDesk.Answer.NotDone<Passkey>(String why) -> throw new Refused(409, why);
      case CredentialDesk.Answer.Done<Passkey> _ -> new Api.Reply(204, Json.object());
    };
  }

  /// A challenge for approving a review: bound to it, to its digest and to what is shown.
  Api.Reply beginApproval(Exchange exchange, Visitor visitor, String id) {
    Visitor.InBrowser browser = inBrowser(visitor);
    Input input = Input.of(exchange, Set.of("digest", "shown"));
    Digest digest = ReviewCalls.digest(input.text("digest"));
    Review review =
        desks
            .journal()
            .read(books -> books.reviews().find(id))
            .orElseThrow(() -> new Refused(404, "there is no review `" + id + "`"));
    if (!review.digest().equals(digest)) {
      throw new Refused(409, "what you had in front of you is not what this review is about");
    }
    StepUp.Need need =
        desks.journal().read(books -> desks.reviews().stepUp(books, review, browser.person()));
    return switch (need) {
      case StepUp.Need.Nothing _ -> Api.Reply.ok(Json.object());
      case StepUp.Need.Impossible(String why) -> throw new Refused(409, why);
      case StepUp.Need.OneOf(List<Passkey> keys) ->
          Api.Reply.ok(
              touch(
                  browser,
                  StepUp.statement(
                      id, Vote.Choice.APPROVE, browser.person(), digest, input.text("shown")),
                  keys));
    };
  }

  private static final Set<String> TOUCH =
      Set.of("credential", "clientData", "authenticatorData", "signature");

  private Touch touched(Input given, Visitor.InBrowser browser, String about) {
    return good(
        passkeys.signed(
            new Passkeys.Signed(
                given.text("credential"),
                given.text("clientData"),
                given.text("authenticatorData"),
                given.text("signature")),
            browser.person(),
            browser.csrf(),
            about));
  }

  private ObjectNode touch(Visitor.InBrowser browser, String about, List<Passkey> keys) {
    ObjectNode get = Json.object();
    get.put("challenge", passkeys.ask(browser.person(), browser.csrf(), about));
    get.put("rpId", passkeys.place().id());
    get.put("userVerification", "required").put("timeout", 300_000);
    credentials(get.putArray("allowCredentials"), keys);
    return get;
  }

  private static void credentials(ArrayNode to, List<Passkey> keys) {
    keys.forEach(key -> to.addObject().put("type", "public-key").put("id", key.credential()));
  }

  private static ObjectNode shown(Passkey passkey) {
    return Json.object()
        .put("id", passkey.id())
        .put("name", passkey.name())
        .put("enrolled", passkey.enrolled().toString());
  }

  private static <T> T good(Answer<T> answer) {
    return switch (answer) {
      case Answer.Good<T>(T value) -> value;
      case Answer.Bad<T>(String why) -> throw new Refused(403, why);
    };
  }

  private static Visitor.InBrowser inBrowser(Visitor visitor) {
    if (visitor instanceof Visitor.InBrowser browser) {
      return browser;
    }
    throw new Refused(403, "passkeys are for people in a signed-in browser");
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
