package dev.obstat.storage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.core.action.Target;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The bytes of an entry: a CloudEvent in its structured JSON form (CloudEvents 1.0.2, JSON event
/// format 1.0.2), canonical by RFC 8785. Two facts that are equal have the same bytes in the same
/// place. Times are RFC 3339; decimals, durations and long numbers are text, so that nothing is
/// rounded. Secrets are not in here: facts hold fingerprints of them alone.
public final class EntryJson {
  /// Most bytes of an entry (C2SP tlog-tiles, entry bundles).
  public static final int LARGEST_ENTRY = 65_535;

  /// Most bytes of a fact, with all that is kept beside its entry.
  public static final int LARGEST_FACT = 16 * 1024 * 1024;

  private static final String SOURCE = "obstat";

  private static final Set<String> ENVELOPE =
      Set.of("data", "datacontenttype", "id", "source", "specversion", "subject", "time", "type");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Canonical.DEEPEST + 10)
                          .maxStringLength(LARGEST_FACT)
                          .maxNameLength(LARGEST_FACT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EntryJson() {}

  /// What is stored of an entry.
  ///
  /// @param text the entry, at most [#LARGEST_ENTRY] bytes of UTF-8
  /// @param payloads what was too large, by its SHA-256 in lower-case hexadecimal
  public record Written(String text, Map<String, String> payloads) {
    public Written {
      payloads = Map.copyOf(payloads);
    }
  }

  /// @throws IllegalArgumentException when the fact has no place in this format: it is too large or
  ///   nests too deep, has text that is not Unicode, or a time beyond the year 9999
  public static Written write(Entry entry) {
    Canonical out = new Canonical();
    writeEnvelope(entry, out);
    String text = out.text();
    int length = Payloads.length(text);
    if (length <= LARGEST_ENTRY) {
      return new Written(text, Map.of());
    }
    if (length > LARGEST_FACT) {
      throw new IllegalArgumentException(
          "a fact of " + length + " bytes is larger than " + LARGEST_FACT);
    }
    return Payloads.moveOut((ObjectNode) parse(text, "the entry"));
  }

  /// @param payload what was stored beside the entry, by its SHA-256
  /// @throws UnreadableEntry when these are not the bytes of an entry at that index
  public static Entry read(long index, String text, Function<String, String> payload) {
    JsonNode event = parse(text, "the entry");
    for (String name : ENVELOPE) {
      if (!event.has(name)) {
        throw new UnreadableEntry("the entry has no member `" + name + "`");
      }
    }
    if (event.size() != ENVELOPE.size()) {
      throw new UnreadableEntry("the entry has unknown members beside its data");
    }
    expect(event, "specversion", "1.0");
    expect(event, "source", SOURCE);
    expect(event, "datacontenttype", "application/json");
    expect(event, "id", Long.toString(index));
    JsonNode data = event.get("data");
    if (data instanceof ObjectNode object) {
      Payloads.moveIn(object, payload);
    }
    FactTypes.Type<?> type = FactTypes.named(Scalars.TEXT.read(event.get("type"), "type"));
    Fact fact = type.shape().read(data, "data");
    expect(event, "subject", FactTypes.subject(fact));
    Instant time = Scalars.INSTANT.read(event.get("time"), "time");
    return new Entry(index, time, fact);
  }

  /// One target by itself, as it stands in an action.
  public static String write(Target target) {
    Canonical out = new Canonical();
    Words.TARGET.write(target, out);
    return out.text();
  }

  /// The reverse of [#write(Target)].
  public static Target readTarget(String text) {
    return Words.TARGET.read(parse(text, "the target"), "target");
  }

  private static void writeEnvelope(Entry entry, Canonical out) {
    FactTypes.Type<?> type = FactTypes.of(entry.fact());
    out.begin('{');
    out.name("data");
    type.shape().writeWith("", entry.fact(), out);
    member(out, "datacontenttype", "application/json");
    member(out, "id", Long.toString(entry.index()));
    member(out, "source", SOURCE);
    member(out, "specversion", "1.0");
    member(out, "subject", FactTypes.subject(entry.fact()));
    out.name("time");
    Scalars.INSTANT.write(entry.at(), out);
    member(out, "type", type.name());
    out.end('}');
  }

  private static void member(Canonical out, String name, String text) {
    out.name(name);
    out.text(text);
  }

  static JsonNode parse(String text, String what) {
    try {
      @Nullable JsonNode node = MAPPER.readTree(text);
      if (node == null || !node.isObject()) {
        throw new UnreadableEntry(what + " is not a JSON object");
      }
      return node;
    } catch (IOException e) {
      throw new UnreadableEntry(what + " is not JSON", e);
    }
  }

  static JsonNode parseAny(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UnreadableEntry("a payload is not JSON", e);
    }
  }

  private static void expect(JsonNode event, String name, String expected) {
    String found = Scalars.TEXT.read(event.get(name), name);
    if (!found.equals(expected)) {
      throw new UnreadableEntry(name + " is `" + found + "` and not `" + expected + "`");
    }
  }
}
