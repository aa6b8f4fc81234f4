package dev.obstat.notices;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A webhook of one's own, signed as the Standard Webhooks specification 1.0.0 has it: the headers
/// `webhook-id`, `webhook-timestamp` and `webhook-signature`, the last HMAC-SHA256 over
/// `id.timestamp.body`.
public final class WebhookSender implements Sender {
  private final Post post;
  private final SecretKeySpec key;
  private final Clock clock;

  /// @param secret 24 to 64 bytes
  public WebhookSender(URI address, byte[] secret, Clock clock) {
    this.post = new Post(address);
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.clock = clock;
  }

  @Override
  public Answer send(Message message) {
    String body = json(message);
    String moment = String.valueOf(clock.instant().getEpochSecond());
    return post.send(
        body,
        Map.of(
            "webhook-id",
            message.id(),
            "webhook-timestamp",
            moment,
            "webhook-signature",
            "v1," + signature(message.id() + "." + moment + "." + body)));
  }

  private static String json(Message message) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("type", message.kind());
    root.put("timestamp", message.raised().toString());
    ObjectNode data = root.putObject("data");
    data.put("id", message.subject());
    data.put("title", message.title());
    message.lines().forEach(data.putArray("lines")::add);
    data.put("link", message.link());
    return root.toString();
  }

  private String signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }
}
