package dev.obstat.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Header fields in their order, duplicates included. Names are compared without regard to case.
public record Headers(List<Header> fields) {
  private static final Headers EMPTY = new Headers(List.of());

  /// Fields that belong to one connection and to no message, RFC 9110 section 7.6.1, with those
  /// that say how a body is framed: whoever writes a message to a connection writes these itself.
  private static final Set<String> CONNECTION_FIELDS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect",
          "content-length");

  public Headers {
    fields = List.copyOf(fields);
  }

  public static Headers empty() {
    return EMPTY;
  }

  /// Name, value, name, value, …
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a header name without a value");
    }
    List<Header> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(fields);
  }

  /// The value of the first field of this name.
  public Optional<String> first(String name) {
    for (Header field : fields) {
      if (field.named(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /// The values of all fields of this name, in order.
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.named(name)).map(Header::value).toList();
  }

  public boolean contains(String name) {
    for (Header field : fields) {
      if (field.named(name)) {
        return true;
      }
    }
    return false;
  }

  /// These fields and one more at the end.
  public Headers and(String name, String value) {
    List<Header> more = new ArrayList<>(fields);
    more.add(new Header(name, value));
    return new Headers(more);
  }

  /// These fields with exactly one of this name, at the end.
  public Headers with(String name, String value) {
    return without(name).and(name, value);
  }

  public Headers without(String... names) {
    return without(List.of(names));
  }

  public Headers without(Collection<String> names) {
    Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    dropped.addAll(names);
    return new Headers(fields.stream().filter(field -> !dropped.contains(field.name())).toList());
  }

  /// Without what belongs to the connection the fields came over, including what its `Connection`
  /// fields name, and without framing.
  Headers endToEnd() {
    List<String> named = options("connection");
    List<Header> kept = new ArrayList<>(fields.size());
    for (Header field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!CONNECTION_FIELDS.contains(name) && !named.contains(name)) {
        kept.add(field);
      }
    }
    return new Headers(kept);
  }

  /// The members of a comma-separated list field, in lower case, empty ones left out.
  List<String> options(String name) {
    List<String> options = new ArrayList<>(2);
    for (Header field : fields) {
      if (field.named(name)) {
        for (String option : field.value().split(",", -1)) {
          String trimmed = option.strip();
          if (!trimmed.isEmpty()) {
            options.add(trimmed.toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return options;
  }
}
