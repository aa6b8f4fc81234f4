package dev.obstat.gateways.aws.decode;

import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes an operation's parameters as a client of that protocol would.
final class RequestWriter {
  private final ServiceModel model;
  private final ApiOperation operation;
  private final ApiOperation.Form form;
  private final Map<String, Given> fields;
  private final List<Header> headers = new ArrayList<>();
  private final List<String> query = new ArrayList<>();

  RequestWriter(
      ServiceModel model, ApiOperation operation, ApiOperation.Form form, Given.Fields given) {
    this.model = model;
    this.operation = operation;
    this.form = form;
    this.fields = given.fields();
  }

  AwsRequest write(Protocol protocol) {
    return switch (protocol) {
      case JSON -> {
        headers.add(new Header("X-Amz-Target", model.service().target() + "." + operation.name()));
        headers.add(
            new Header("Content-Type", "application/x-amz-json-" + model.service().jsonVersion()));
        boolean wireNames = !model.service().speaks(Protocol.QUERY);
        yield request("POST", "/", json(new Given.Fields(fields), operation.input(), wireNames));
      }
      case QUERY, EC2 -> {
        headers.add(new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
        List<String> pairs =
            new ArrayList<>(
                List.of("Action=" + operation.name(), "Version=" + model.service().version()));
        new FormWriter(model, protocol == Protocol.EC2, pairs)
            .structure("", fields, operation.input());
        yield request("POST", "/", String.join("&", pairs));
      }
      case REST_JSON, REST_XML -> rest(protocol);
      case CBOR -> throw new IllegalArgumentException("this writer has no CBOR");
    };
  }

  private AwsRequest rest(Protocol protocol) {
    String[] uri = form.uri().split("\\?", 2);
    if (uri.length == 2) {
      query.addAll(List.of(uri[1].split("&", -1)));
    }
    String path = uri[0];
    for (Member member : operation.input().members().values()) {
      Given given = fields.get(member.name());
      if (given == null) {
        continue;
      }
      switch (member.place()) {
        case LABEL -> path = filled(path, member.wire(), text(given, false));
        case QUERY ->
            each(given)
                .forEach(
                    item -> query.add(encode(member.wire()) + "=" + encode(text(item, false))));
        case QUERY_MAP ->
            ((Given.Fields) given)
                .fields()
                .forEach(
                    (key, value) ->
                        each(value)
                            .forEach(
                                item -> query.add(encode(key) + "=" + encode(text(item, false)))));
        case HEADER ->
            headers.add(
                new Header(
                    member.wire(),
                    each(given).stream()
                        .map(item -> text(item, true))
                        .collect(Collectors.joining(","))));
        case HEADERS ->
            ((Given.Fields) given)
                .fields()
                .forEach(
                    (key, value) ->
                        headers.add(new Header(member.wire() + key, text(value, true))));
        case BODY -> {
          // A form without a body has them in its query.
          if (bodiless()) {
            query.add(encode(member.wire()) + "=" + encode(text(given, false)));
          }
        }
        case PAYLOAD -> {}
      }
    }
    return request(form.method(), path, bodiless() ? "" : restBody(protocol));
  }

  private boolean bodiless() {
    return isBodiless(operation, form);
  }

  /// Whether it is a form of before, which had in its query what is in the body today.
  static boolean isBodiless(ApiOperation operation, ApiOperation.Form form) {
    return form.method().equals("GET") && !form.equals(operation.form());
  }

  private String restBody(Protocol protocol) {
    for (Member member : operation.input().members().values()) {
      if (member.place() == Place.PAYLOAD) {
        Given given = fields.get(member.name());
        return given == null ? "" : payload(member, given, protocol);
      }
    }
    boolean anyBody =
        operation.input().members().values().stream()
            .anyMatch(member -> member.place() == Place.BODY);
    if (!anyBody) {
      return "";
    }
    if (protocol == Protocol.REST_JSON) {
      return json(new Given.Fields(fields), operation.input(), true);
    }
    StringBuilder xml = new StringBuilder("<Request>");
    new XmlWriter(model, xml).members(fields, operation.input());
    return xml.append("</Request>").toString();
  }

  private String payload(Member member, Given given, Protocol protocol) {
    if (given instanceof Given.Leaf leaf) {
      return leaf.scalar() == Scalar.BLOB
          ? new String(Base64.getDecoder().decode(leaf.text()), StandardCharsets.UTF_8)
          : leaf.text();
    }
    StringBuilder written = new StringBuilder();
    if (protocol == Protocol.REST_JSON) {
      new JsonWriter(model, true, written).value(given, member.type());
    } else {
      new XmlWriter(model, written).element(member.wire(), given, member.type());
    }
    return written.toString();
  }

  private String json(Given.Fields given, Shape.Structure shape, boolean wireNames) {
    StringBuilder written = new StringBuilder();
    new JsonWriter(model, wireNames, written).structure(given.fields(), shape);
    return written.toString();
  }

  private static String filled(String path, String label, String text) {
    return path.contains("{" + label + "+}")
        ? path.replace("{" + label + "+}", encode(text).replace("%2F", "/"))
        : path.replace("{" + label + "}", encode(text));
  }

  private static List<Given> each(Given given) {
    return given instanceof Given.Items(List<Given> items) ? items : List.of(given);
  }

  private static String text(Given given, boolean header) {
    Given.Leaf leaf = (Given.Leaf) given;
    return header && leaf.scalar() == Scalar.TIMESTAMP
        ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.parse(leaf.text()).atZone(ZoneOffset.UTC))
        : leaf.text();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private AwsRequest request(String method, String path, String body) {
    boolean streaming =
        operation.input().members().values().stream()
            .anyMatch(member -> member.is(Shape.Mark.STREAMING));
    String host =
        operation.name().equals("ListDirectoryBuckets")
            ? "s3express-control.eu-west-1.amazonaws.com"
            : "gateway.example:8471";
    return new AwsRequest(
        method,
        path,
        String.join("&", query),
        headers,
        streaming ? new Body.Unread() : Body.of(body.getBytes(StandardCharsets.UTF_8)),
        model.service().signing(),
        "eu-west-1",
        host);
  }
}
