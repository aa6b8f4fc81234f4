package dev.obstat.notices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/// An incoming webhook of Slack (docs.slack.dev, "Sending messages using incoming webhooks"). All
/// that comes from elsewhere stands in `plain_text`, where Slack makes neither links nor formats of
/// it. There is no button that decides: that is done in the console.
public final class SlackSender implements Sender {
  /// Slack's own bounds of a header and of a section.
  private static final int LONGEST_HEADER = 150;

  private static final int LONGEST_SECTION = 3_000;

  private final Post post;

  public SlackSender(URI address) {
    this.post = new Post(address);
  }

  @Override
  public Answer send(Message message) {
    return post.send(json(message), Map.of());
  }

  static String json(Message message) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("text", escaped(message.title()));
    root.put("unfurl_links", false);
    ArrayNode blocks = root.putArray("blocks");
    plain(blocks.addObject().put("type", "header"), Plain.line(message.title(), LONGEST_HEADER));
    if (!message.lines().isEmpty()) {
      String lines = String.join("\n", message.lines());
      plain(
          blocks.addObject().put("type", "section"),
          lines.substring(0, Math.min(lines.length(), LONGEST_SECTION)));
    }
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", "<" + escaped(message.link()) + "|" + escaped(message.call()) + ">");
    return root.toString();
  }

  private static void plain(ObjectNode block, String text) {
    block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
