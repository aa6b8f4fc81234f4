package dev.obstat.gateways.aws.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names and values of a query string or form body, in order.
public record Pairs(List<Pair> pairs) {

  /// Most pairs that are read.
  public static final int MOST = 50_000;

  /// @param value empty both for `name=` and for `name`
  public record Pair(String name, String value) {}

  public Pairs {
    pairs = List.copyOf(pairs);
  }

  /// Reads a query string. A raw `+` is refused: the signature reads a plus, form decoding a space.
  public static Pairs ofQuery(String query) {
    if (query.indexOf('+') >= 0) {
      throw new Malformed(
          "a raw `+` in the query is ambiguous; write `%2B` for a plus and `%20` for a space");
    }
    return read(query, "query", false);
  }

  /// Reads a form body (`application/x-www-form-urlencoded`).
  public static Pairs ofForm(String body) {
    return read(body, "form body", true);
  }

  private static Pairs read(String text, String where, boolean plusIsSpace) {
    List<Pair> pairs = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int ampersand = text.indexOf('&', from);
      int to = ampersand < 0 ? text.length() : ampersand;
      if (to > from) {
        int equals = text.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        String name = Percent.decode(text.substring(from, nameEnd), where, plusIsSpace);
        String value =
            nameEnd == to ? "" : value(name, text.substring(nameEnd + 1, to), where, plusIsSpace);
        pairs.add(new Pair(name, value));
        if (pairs.size() > MOST) {
          throw new Malformed("the " + where + " has more than " + MOST + " parameters");
        }
      }
      from = to + 1;
    }
    return new Pairs(pairs);
  }

  /// A value may be a secret, so no message shows it.
  private static String value(String name, String text, String where, boolean plusIsSpace) {
    try {
      return Percent.decode(text, where, plusIsSpace);
    } catch (Malformed malformed) {
      throw new Malformed(
          "bad percent-encoding in the " + where + ", in the value of " + Malformed.quoted(name));
    }
  }

  public boolean has(String name) {
    return pairs.stream().anyMatch(pair -> pair.name().equals(name));
  }

  public List<String> values(String name) {
    return pairs.stream().filter(pair -> pair.name().equals(name)).map(Pair::value).toList();
  }

  /// Refuses a name that is there twice.
  public void eachOnce(String where) {
    Set<String> seen = new HashSet<>();
    for (Pair pair : pairs) {
      if (!seen.add(pair.name())) {
        throw new Malformed(
            "the parameter " + Malformed.quoted(pair.name()) + " is there twice in the " + where);
      }
    }
  }
}
