package dev.obstat.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.desk.SignalDesk;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Handler;
import dev.obstat.http.Headers;
import dev.obstat.http.Received;
import dev.obstat.http.RequestHead;
import dev.obstat.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signed webhooks from outside, in the form of Standard Webhooks
/// (<https://www.standardwebhooks.com>): `POST /signals/{source}` halts one agent or one session.
/// Whoever cannot sign learns nothing, not even which sources there are.
public final class Signals implements Handler {
  private static final int MOST_BYTES = 16 * 1024;
  private static final String STRANGER = "this is not signed by a source that is known here";

  private final SignalDesk desk;
  private final Map<String, byte[]> secrets;

  /// @param secrets by source
  public Signals(SignalDesk desk, Map<String, byte[]> secrets) {
    this.desk = desk;
    this.secrets = new TreeMap<>(secrets);
  }

  @Override
  public void handle(Exchange exchange) {
    try {
      answer(exchange, 201, halt(exchange));
    } catch (Refused refused) {
      answer(
          exchange,
          refused.status(),
          Json.object().put("error", String.valueOf(refused.getMessage())));
    } catch (JournalUnavailable unavailable) {
      answer(
          exchange,
          503,
          Json.object().put("error", "nothing can be recorded: " + unavailable.getMessage()));
    }
  }

  private JsonNode halt(Exchange exchange) {
    RequestHead request = exchange.request();
    if (!request.method().equals("POST")) {
      throw new Refused(405, "a signal is posted");
    }
    String source = request.path().substring("/signals/".length());
    byte[] body =
        switch (exchange.body(MOST_BYTES)) {
          case Received.Whole whole -> whole.content().bytes();
          case Received.Refused refused ->
              throw new Refused(refused.refusal().status(), refused.refusal().reason());
        };
    String nonce = one(request, "webhook-id", "[\\x21-\\x7e&&[^.]]{1,128}");
    String time = one(request, "webhook-timestamp", "\\d{1,12}");
    String signatures = one(request, "webhook-signature", "[\\x20-\\x7e]{1,1000}");
    byte @Nullable [] secret = secrets.get(source);
    byte[] expected = sign(secret == null ? new byte[32] : secret, nonce + "." + time + ".", body);
    if (secret == null || !anyIs(signatures, expected)) {
      throw new Refused(401, STRANGER);
    }
    Input input = Input.of(body, Set.of("scope", "why"));
    SignalDesk.Answer answer =
        desk.halt(
            source,
            nonce,
            Instant.ofEpochSecond(Long.parseLong(time)),
            Scopes.parse(input.text("scope")),
            input.words("why"));
    return switch (answer) {
      case SignalDesk.Answer.Refused no -> throw new Refused(409, no.why());
      case SignalDesk.Answer.Halted halted -> {
        ObjectNode node = Json.object();
        node.set("halt", Json.halt(halted.halt()));
        yield node.put("running", halted.running().size());
      }
    };
  }

  private static String one(RequestHead request, String name, String form) {
    List<String> all = request.headers().all(name);
    if (all.size() != 1 || !all.getFirst().matches(form)) {
      throw new Refused(401, STRANGER);
    }
    return all.getFirst();
  }

  /// A source that changes its secret signs with both for a while.
  private static boolean anyIs(String signatures, byte[] expected) {
    boolean any = false;
    for (String signature : signatures.split(" ", 10)) {
      if (signature.startsWith("v1,")) {
        any |= isSame(signature.substring(3), expected);
      }
    }
    return any;
  }

  private static boolean isSame(String base64, byte[] expected) {
    try {
      return MessageDigest.isEqual(Base64.getDecoder().decode(base64), expected);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] sign(byte[] secret, String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(prefix.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static void answer(Exchange exchange, int status, JsonNode json) {
    Headers headers =
        Headers.of(
            "content-type", "application/json; charset=utf-8",
            "cache-control", "no-store",
            "x-content-type-options", "nosniff");
    exchange.answer(
        new ResponseHead(status, headers), new Body.Whole(Content.text(json.toString() + "\n")));
  }
}
