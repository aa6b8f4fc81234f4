package dev.obstat.notices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/// A webhook of a Microsoft Teams workflow that takes Adaptive Cards (adaptivecards.io, schema
/// 1.4). All that comes from elsewhere stands in `TextRun`s, which know no Markdown. There is no
/// button that decides: that is done in the console.
public final class TeamsSender implements Sender {
  private final Post post;

  public TeamsSender(URI address) {
    this.post = new Post(address);
  }

  @Override
  public Answer send(Message message) {
    return post.send(json(message), Map.of());
  }

  static String json(Message message) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("type", "message");
    ObjectNode attachment = root.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    ArrayNode body = card.putArray("body");
    run(body, message.title()).put("weight", "Bolder");
    message.lines().forEach(line -> run(body, line));
    card.putArray("actions")
        .addObject()
        .put("type", "Action.OpenUrl")
        .put("title", message.call())
        .put("url", message.link());
    return root.toString();
  }

  private static ObjectNode run(ArrayNode body, String text) {
    return body.addObject()
        .put("type", "RichTextBlock")
        .putArray("inlines")
        .addObject()
        .put("type", "TextRun")
        .put("text", text);
  }
}
