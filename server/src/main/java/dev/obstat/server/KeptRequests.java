package dev.obstat.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.http.KeptRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Requests that somebody kept: one raw HTTP request, or JSON Lines with one each. Both go through
/// the reader of the server, so that what it would refuse is refused here.
final class KeptRequests {
  /// Largest body, as at the gateway; a line of JSON holds it in base64, with room for the rest.
  private static final int MOST_BODY = 8 * 1024 * 1024;

  private static final int MOST_LINE = MOST_BODY / 3 * 4 + 1024 * 1024;
  private static final Set<String> MEMBERS =
      Set.of("method", "path", "headers", "body", "signingName", "region");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private KeptRequests() {}

  /// One of them.
  sealed interface Kept {

    /// @param source the file, and the line for JSON Lines
    /// @param signingName empty when it is not said
    /// @param region empty when it is not said
    record Request(String source, KeptRequest.Whole request, String signingName, String region)
        implements Kept {}

    record Unreadable(String source, String why) implements Kept {}
  }

  /// Hands on each request as soon as it is read.
  static void read(String source, InputStream stream, Consumer<Kept> to) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream);
    in.mark(1024);
    int first = in.read();
    while (first == '\n' || first == '\r' || first == ' ') {
      first = in.read();
    }
    in.reset();
    if (first != '{') {
      to.accept(raw(source, in.readNBytes(MOST_BODY + 256 * 1024)));
      return;
    }
    int number = 0;
    for (byte[] line = line(in); line.length > 0; line = line(in)) {
      number++;
      String at = source + ":" + number;
      if (line.length > MOST_LINE) {
        to.accept(new Kept.Unreadable(at, "the line is longer than " + MOST_LINE + " bytes"));
        return;
      }
      if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
        to.accept(json(at, line));
      }
    }
  }

  /// With its line feed; empty at the end.
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.write(next);
      if (next == '\n' || line.size() > MOST_LINE) {
        break;
      }
    }
    return line.toByteArray();
  }

  private static Kept raw(String source, byte[] bytes) {
    if (bytes.length == 0) {
      return new Kept.Unreadable(source, "there is nothing in it");
    }
    return request(source, KeptRequest.read(withLineEnds(bytes), MOST_BODY), "", "");
  }

  /// Editors end lines with a line feed alone. Where no line of the head ends otherwise, nothing
  /// can be read in two ways, and it is read as if it came over a wire.
  private static byte[] withLineEnds(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end + 2);
    if (head.indexOf('\r') >= 0) {
      return bytes;
    }
    String body = text.substring(head.length());
    String whole = end < 0 ? head.stripTrailing() + "\n\n" : head;
    return (whole.replace("\n", "\r\n") + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Kept json(String source, byte[] line) {
    JsonNode given;
    try {
      given = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return new Kept.Unreadable(source, "not one JSON document: " + e.getOriginalMessage());
    } catch (IOException e) {
      return new Kept.Unreadable(source, "not JSON: " + e.getMessage());
    }
    try {
      return request(
          source,
          KeptRequest.read(written(given), MOST_BODY),
          text(given, "signingName", ""),
          text(given, "region", ""));
    } catch (Misshapen e) {
      return new Kept.Unreadable(source, String.valueOf(e.getMessage()));
    }
  }

  private static Kept request(String source, KeptRequest read, String signingName, String region) {
    return switch (read) {
      case KeptRequest.Refused no -> new Kept.Unreadable(source, no.refusal().reason());
      case KeptRequest.Whole whole -> new Kept.Request(source, whole, signingName, region);
    };
  }

  /// As it would stand on the wire. `content-length` follows from the body when it is not given.
  private static byte[] written(JsonNode given) {
    if (!given.isObject()) {
      throw new Misshapen("a line must be a JSON object");
    }
    for (String name : names(given)) {
      if (!MEMBERS.contains(name)) {
        throw new Misshapen(
            "unknown member `" + name + "`: the members are " + new TreeSet<>(MEMBERS));
      }
    }
    byte[] body = body(text(given, "body", ""));
    StringBuilder head = new StringBuilder();
    head.append(text(given, "method", "GET"))
        .append(' ')
        .append(text(given, "path", "/"))
        .append(" HTTP/1.1\r\n");
    boolean host = false;
    boolean framed = false;
    JsonNode headers = given.path("headers");
    if (!headers.isMissingNode() && !headers.isObject()) {
      throw new Misshapen("`headers` must be an object of texts");
    }
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      String name = header.getKey();
      host |= name.equalsIgnoreCase("host");
      framed |=
          name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding");
      if (header.getValue().isArray()) {
        header.getValue().forEach(value -> head.append(field(name, value)));
      } else {
        head.append(field(name, header.getValue()));
      }
    }
    if (!host) {
      head.append("host: localhost\r\n");
    }
    if (!framed && body.length > 0) {
      head.append("content-length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String field(String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new Misshapen("the header `" + name + "` must be a text or a list of texts");
    }
    String text = value.asText();
    if (name.isEmpty() || !oneLine(name) || !oneLine(text)) {
      throw new Misshapen("the header `" + name + "` has a line end in it");
    }
    return name + ": " + text + "\r\n";
  }

  private static boolean oneLine(String text) {
    return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
  }

  private static String text(JsonNode given, String name, String otherwise) {
    JsonNode value = given.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual() || (!oneLine(value.asText()) && !name.equals("body"))) {
      throw new Misshapen("`" + name + "` must be a text of one line");
    }
    return value.asText();
  }

  private static byte[] body(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Misshapen("`body` is not base64: " + e.getMessage());
    }
  }

  /// A line that is no request; the message says why.
  private static final class Misshapen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misshapen(String message) {
      super(message, null, false, false);
    }
  }
}
