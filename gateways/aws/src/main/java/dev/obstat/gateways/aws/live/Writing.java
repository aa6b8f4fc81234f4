package dev.obstat.gateways.aws.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a request as the service's protocol has it.
///
/// @param body empty for none
record Writing(RawRequest head, String body) {

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static final Pattern LABEL = Pattern.compile("\\{(\\w+)(\\+?)\\}");

  static Writing of(Service service, ApiOperation operation, SortedMap<String, String> given) {
    if (service.speaks(Protocol.EC2) || service.speaks(Protocol.QUERY)) {
      return form(service, operation, given);
    }
    if (service.speaks(Protocol.JSON)) {
      return json(service, operation, given);
    }
    return rest(operation, given);
  }

  private static Writing form(
      Service service, ApiOperation operation, SortedMap<String, String> given) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", operation.name());
    form.put("Version", service.version());
    form.putAll(given);
    return new Writing(
        new RawRequest(
            "POST",
            "/",
            List.of(
                new Header("content-type", "application/x-www-form-urlencoded; charset=utf-8"))),
        pairs(form));
  }

  private static Writing json(
      Service service, ApiOperation operation, SortedMap<String, String> given) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    given.forEach(body::put);
    return new Writing(
        new RawRequest(
            "POST",
            "/",
            List.of(
                new Header("content-type", "application/x-amz-json-" + service.jsonVersion()),
                new Header("x-amz-target", service.target() + "." + operation.name()))),
        body.toString());
  }

  private static Writing rest(ApiOperation operation, SortedMap<String, String> given) {
    Matcher labels = LABEL.matcher(operation.form().uri());
    StringBuilder target = new StringBuilder();
    while (labels.find()) {
      String value = given.getOrDefault(labels.group(1), "");
      if (value.isEmpty()) {
        throw new IllegalArgumentException("`" + labels.group(1) + "` is missing in the path");
      }
      String written = encoded(value);
      labels.appendReplacement(
          target,
          Matcher.quoteReplacement(
              labels.group(2).isEmpty() ? written : written.replace("%2F", "/")));
    }
    labels.appendTail(target);
    Map<String, String> query = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          Shape.Member member = operation.input().members().get(name);
          if (member != null && member.place() == Shape.Place.QUERY) {
            query.put(member.wire(), value);
          }
        });
    if (!query.isEmpty()) {
      target.append(target.indexOf("?") < 0 ? "?" : "&").append(pairs(query));
    }
    return new Writing(new RawRequest(operation.form().method(), target.toString(), List.of()), "");
  }

  private static String pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// All but what RFC 3986 leaves unreserved, so that it means itself wherever it stands.
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
