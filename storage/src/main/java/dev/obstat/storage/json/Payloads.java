package dev.obstat.storage.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is too large for an entry is kept beside it, under its SHA-256, which stands in its place
/// in the entry: `{"$payload":{"length":"…","sha256":"…"}}`. The largest members go first, and no
/// more than needed. Only whole members of the product's own records move, so that no text of
/// anyone else's is ever taken for such a mark.
final class Payloads {
  private static final String MARK = "$payload";

  /// Records that are looked into; every other member moves whole.
  private static final Set<String> RECORDS =
      Set.of(
          "session",
          "review",
          "grant",
          "vote",
          "halt",
          "freeze",
          "incident",
          "sign-in",
          "passkey",
          "touch",
          "token",
          "action",
          "impact",
          "seen");

  private Payloads() {}

  /// A member that can move.
  private record Movable(ObjectNode holder, String name, String text, int length) {}

  static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static EntryJson.Written moveOut(ObjectNode event) {
    List<Movable> movable = new ArrayList<>();
    if (event.get("data") instanceof ObjectNode data) {
      collect(data, movable);
    }
    movable.sort(Comparator.comparingInt(Movable::length).reversed());
    Map<String, String> payloads = new HashMap<>();
    String text = canonical(event);
    for (Movable each : movable) {
      if (length(text) <= EntryJson.LARGEST_ENTRY) {
        break;
      }
      String sha256 = sha256(each.text());
      payloads.put(sha256, each.text());
      ObjectNode mark = event.objectNode();
      mark.putObject(MARK).put("length", Integer.toString(each.length())).put("sha256", sha256);
      each.holder().set(each.name(), mark);
      text = canonical(event);
    }
    if (length(text) > EntryJson.LARGEST_ENTRY) {
      throw new IllegalArgumentException(
          "an entry is larger than " + EntryJson.LARGEST_ENTRY + " bytes even without its members");
    }
    return new EntryJson.Written(text, payloads);
  }

  static void moveIn(ObjectNode holder, Function<String, String> payload) {
    List<String> names = new ArrayList<>();
    holder.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode member = holder.get(name);
      if (member.size() == 1 && member.get(MARK) instanceof ObjectNode mark) {
        holder.set(name, restored(mark, payload));
      } else if (RECORDS.contains(name) && member instanceof ObjectNode inner) {
        moveIn(inner, payload);
      }
    }
  }

  private static JsonNode restored(ObjectNode mark, Function<String, String> payload) {
    @Nullable JsonNode sha256 = mark.get("sha256");
    if (sha256 == null || !sha256.isTextual()) {
      throw new UnreadableEntry("a payload's mark has no `sha256`");
    }
    String text = payload.apply(sha256.textValue());
    if (!sha256(text).equals(sha256.textValue())) {
      throw new UnreadableEntry("the payload `" + sha256.textValue() + "` was changed");
    }
    return EntryJson.parseAny(text);
  }

  private static void collect(ObjectNode holder, List<Movable> movable) {
    for (Map.Entry<String, JsonNode> member : holder.properties()) {
      if (RECORDS.contains(member.getKey()) && member.getValue() instanceof ObjectNode inner) {
        collect(inner, movable);
      } else {
        String text = canonical(member.getValue());
        movable.add(new Movable(holder, member.getKey(), text, length(text)));
      }
    }
  }

  private static String canonical(JsonNode node) {
    Canonical out = new Canonical();
    out.tree(node);
    return out.text();
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
