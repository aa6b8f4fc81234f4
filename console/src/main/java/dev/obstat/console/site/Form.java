package dev.obstat.console.site;

import dev.obstat.http.Exchange;
import dev.obstat.http.Received;
import dev.obstat.http.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The fields of a posted form, or of a query.
record Form(Map<String, List<String>> fields) {
  private static final int MOST_BYTES = 32 * 1024;

  Form {
    fields = Map.copyOf(fields);
  }

  /// What was posted.
  sealed interface Posted {

    record Fields(Form form) implements Posted {}

    record NotAForm(Refusal refusal) implements Posted {}
  }

  /// @param known the fields that the form has; any other is refused
  static Posted of(Exchange exchange, Set<String> known) {
    String type =
        exchange.request().headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.equals("application/x-www-form-urlencoded")
        && !type.startsWith("application/x-www-form-urlencoded;")) {
      return new Posted.NotAForm(
          new Refusal(415, "a form is sent as application/x-www-form-urlencoded"));
    }
    return switch (exchange.body(MOST_BYTES)) {
      case Received.Refused refused -> new Posted.NotAForm(refused.refusal());
      case Received.Whole whole -> parse(whole.content().text(), known, "");
    };
  }

  /// @param query as it stands behind the question mark
  static Posted query(String query, Set<String> known) {
    return parse(query, known, "");
  }

  /// A query with one field that may be there any number of times.
  static Posted repeating(String query, String name) {
    return parse(query, Set.of(name), name);
  }

  String text(String name) {
    return texts(name).stream().findFirst().orElse("");
  }

  /// All values of a field that may be repeated, without those that nobody filled in.
  List<String> texts(String name) {
    return fields.getOrDefault(name, List.of()).stream().filter(text -> !text.isBlank()).toList();
  }

  /// @param repeating the field that may be repeated; empty for none
  private static Posted parse(String text, Set<String> known, String repeating) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      try {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (!known.contains(name)) {
          return refused("this form has no field `" + printable(name) + "`");
        }
        List<String> values = fields.computeIfAbsent(name, _ -> new ArrayList<>());
        values.add(value);
        if (values.size() > 1 && !name.equals(repeating)) {
          return refused("the field `" + printable(name) + "` is there twice");
        }
      } catch (IllegalArgumentException _) {
        return refused("the form is not encoded as forms are");
      }
    }
    return new Posted.Fields(new Form(fields));
  }

  private static Posted refused(String why) {
    return new Posted.NotAForm(new Refusal(400, why));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String printable(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) : text;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
