package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Presigned;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.request.Pairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a REST request that are not in its body: path labels, query keys, headers.
final class RestParameters {
  /// Headers of HTTP, of signing and of clients: no parameters unless a model names them.
  private static final Set<String> TRANSPORT =
      Set.copyOf(
          List.of(
              """
              accept accept-encoding accept-language authorization cache-control connection
              content-encoding content-language content-length content-md5 content-type cookie date
              expect forwarded from host keep-alive origin pragma priority proxy-connection referer
              te trailer transfer-encoding upgrade user-agent via traceparent tracestate baggage
              x-amz-account-id x-amz-api-version x-amz-content-sha256 x-amz-date
              x-amz-decoded-content-length x-amz-region-set x-amz-s3session-token
              x-amz-sdk-checksum-algorithm x-amz-security-token x-amz-te x-amz-trailer
              x-amz-user-agent x-amzn-query-mode x-amzn-trace-id x-forwarded-for
              x-forwarded-host x-forwarded-port x-forwarded-proto
              """
                  .split("\\s+")));

  private static final List<String> TRANSPORT_PREFIXES = List.of("amz-sdk-", "x-amz-checksum-");

  private final Shaping shaping;
  private final Identified identified;
  private final AwsRequest request;

  RestParameters(Shaping shaping, Identified identified, AwsRequest request) {
    this.shaping = shaping;
    this.identified = identified;
    this.request = request;
  }

  void read(Map<String, Value> into) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Pairs.Pair pair : Pairs.ofQuery(request.query()).pairs()) {
      query.computeIfAbsent(pair.name(), _ -> new ArrayList<>()).add(pair.value());
    }
    constants(query.keySet());
    // An earlier form without a body had in its query what travels in the body today.
    boolean earlier =
        !identified.form().equals(identified.operation().form())
            && request.body() instanceof Body.None;
    Set<String> readHeaders = new HashSet<>();
    for (Member member : identified.operation().input().members().values()) {
      Value value =
          switch (member.place()) {
            case LABEL -> label(member);
            case QUERY -> query(member, query.remove(member.wire()));
            case HEADER -> header(member, readHeaders);
            case HEADERS -> headers(member, readHeaders);
            case BODY -> earlier ? query(member, query.remove(member.wire())) : null;
            case QUERY_MAP, PAYLOAD -> null;
          };
      if (value != null) {
        Shaping.put(into, member.name(), Shaping.marked(member, value), member.name());
      }
    }
    rest(query, into);
    unknownHeaders(readHeaders, into);
  }

  /// Takes out what the route has already judged.
  private void constants(Set<String> keys) {
    String uri = identified.form().uri();
    int mark = uri.indexOf('?');
    if (mark >= 0) {
      for (String constant : uri.substring(mark + 1).split("&", -1)) {
        keys.remove(constant.split("=", 2)[0]);
      }
    }
    keys.remove("x-id");
    keys.removeAll(Presigned.KEYS);
  }

  private @Nullable Value label(Member member) {
    String text = identified.labels().get(member.wire());
    return text == null ? null : single(member, text);
  }

  private @Nullable Value query(Member member, @Nullable List<String> values) {
    if (values == null) {
      return null;
    }
    if (list(member) instanceof Shape.Sequence list && list.item() instanceof Type.Simple item) {
      return sequence(values, item, member, list.secret());
    }
    if (values.size() > 1) {
      throw new Malformed("the query key " + quoted(member.wire()) + " is there twice");
    }
    return single(member, values.getFirst());
  }

  private @Nullable Value header(Member member, Set<String> read) {
    List<String> values = request.values(member.wire());
    read.add(member.wire().toLowerCase(Locale.ROOT));
    if (values.isEmpty()) {
      return null;
    }
    if (list(member) instanceof Shape.Sequence list && list.item() instanceof Type.Simple item) {
      List<String> parts =
          values.stream()
              .flatMap(value -> Arrays.stream(value.split(",", -1)))
              .map(String::strip)
              .toList();
      return sequence(parts, item, member, list.secret());
    }
    if (values.size() > 1) {
      throw new Malformed(
          "the header " + quoted(member.wire()) + " is there " + values.size() + " times");
    }
    return single(member, values.getFirst().strip());
  }

  private @Nullable Value headers(Member member, Set<String> read) {
    Map<String, Value> found = new LinkedHashMap<>();
    String prefix = member.wire().toLowerCase(Locale.ROOT);
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!prefix.isEmpty() && name.startsWith(prefix)) {
        read.add(name);
        String key = name.substring(prefix.length());
        Value value = new Value.Text(Scalars.unicode(header.value().strip(), header.name()));
        boolean hide = Shaping.secret(member) || Shaping.secretByName(key);
        Shaping.put(
            found, key, hide ? shaping.hidden(Scalars.utf8(header.value())) : value, header.name());
      }
    }
    return found.isEmpty() ? null : new Value.Structure(found);
  }

  private void rest(Map<String, List<String>> query, Map<String, Value> into) {
    Member map = null;
    for (Member member : identified.operation().input().members().values()) {
      map = member.place() == Place.QUERY_MAP ? member : map;
    }
    Map<String, Value> unexplained = new HashMap<>();
    for (Map.Entry<String, List<String>> entry : query.entrySet()) {
      boolean hide = Shaping.secretByName(entry.getKey());
      List<Value> values = new ArrayList<>();
      for (String text : entry.getValue()) {
        shaping.count(entry.getKey());
        values.add(hide ? shaping.hidden(Scalars.utf8(text)) : new Value.Text(text));
      }
      unexplained.put(
          entry.getKey(), values.size() == 1 ? values.getFirst() : new Value.Sequence(values));
    }
    if (map != null && !unexplained.isEmpty()) {
      into.put(map.name(), new Value.Structure(unexplained));
      return;
    }
    unexplained.forEach(
        (name, value) -> {
          shaping.noteUnknown("query:" + name);
          Shaping.put(into, "query:" + name, value, name);
        });
  }

  /// A header that neither HTTP nor the model knows may mean something to the service.
  private void unknownHeaders(Set<String> read, Map<String, Value> into) {
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      boolean known =
          read.contains(name)
              || TRANSPORT.contains(name)
              || TRANSPORT_PREFIXES.stream().anyMatch(name::startsWith);
      if (!known) {
        shaping.noteUnknown("header:" + name);
        boolean hide =
            Shaping.secretByName(name) || name.contains("token") || name.endsWith("-key");
        Value value =
            hide
                ? shaping.hidden(Scalars.utf8(header.value()))
                : new Value.Text(Scalars.unicode(header.value(), name));
        Shaping.put(into, "header:" + name, value, header.name());
      }
    }
  }

  private Value sequence(List<String> texts, Type.Simple item, Member member, boolean secret) {
    List<Value> values = new ArrayList<>();
    for (String text : texts) {
      values.add(shaping.text(item, text, member.name(), secret || Shaping.secret(member)));
    }
    return new Value.Sequence(values);
  }

  private Value single(Member member, String text) {
    if (member.type() instanceof Type.Simple simple) {
      return shaping.text(simple, text, member.name(), Shaping.secret(member));
    }
    throw new Malformed(
        "the parameter " + quoted(member.name()) + " cannot be read from " + quoted(text));
  }

  private @Nullable Shape list(Member member) {
    return member.type() instanceof Type.Reference reference && !member.is(Mark.JSON_VALUE)
        ? shaping.shape(reference)
        : null;
  }
}
