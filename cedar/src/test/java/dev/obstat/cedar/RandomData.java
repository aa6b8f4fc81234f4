package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Entities and contexts for random tests, as Cedar's JSON. Every attribute is named after the kind
/// of value that it usually has; now and then it is missing or of another kind.
final class RandomData {
  static final List<String> USERS = List.of("ann", "bob", "zoë");
  static final List<String> GROUPS = List.of("g0", "g1", "g2", "g3");
  static final List<String> DOCUMENTS = List.of("d0", "d1");
  static final List<String> ACTIONS = List.of("view", "edit", "drop");
  static final List<String> KINDS =
      List.of("b", "n", "s", "e", "set", "rec", "dec", "ip", "dt", "du");

  /// The Java wrapper of stock Cedar reads fewer forms in JSON than policy text may have.
  private static final List<String> DATETIMES =
      List.of("1970-01-01", "2024-02-29", "1969-12-31T23:59:59.999Z", "2024-10-15T00:00:00Z");

  private final Random random;

  RandomData(Random random) {
    this.random = random;
  }

  String entities() {
    List<String> entities = new ArrayList<>();
    for (int index = 0; index < GROUPS.size(); index++) {
      List<String> parents = new ArrayList<>();
      for (int above = index + 1; above < GROUPS.size(); above++) {
        if (chance(40)) {
          parents.add(uid("Group", GROUPS.get(above)));
        }
      }
      entities.add(entity("Group", GROUPS.get(index), parents));
    }
    for (String user : USERS) {
      if (chance(85)) {
        entities.add(entity("User", user, someGroups()));
      }
    }
    for (String document : DOCUMENTS) {
      entities.add(entity("Ns::Doc", document, someGroups()));
    }
    entities.add(entity("Action", "view", List.of(uid("Action", "read"))));
    entities.add(entity("Action", "edit", List.of(uid("Action", "write"))));
    return "[" + String.join(",", entities) + "]";
  }

  String context() {
    return attributes(1);
  }

  private List<String> someGroups() {
    List<String> parents = new ArrayList<>();
    for (String group : GROUPS) {
      if (chance(30)) {
        parents.add(uid("Group", group));
      }
    }
    return parents;
  }

  private String entity(String type, String id, List<String> parents) {
    return "{\"uid\":"
        + uid(type, id)
        + ",\"attrs\":"
        + attributes(1)
        + ",\"parents\":["
        + String.join(",", parents)
        + "],\"tags\":{\"t0\":"
        + value("s", 1)
        + ",\"t1\":"
        + value("n", 1)
        + "}}";
  }

  private static String uid(String type, String id) {
    return "{\"type\":\"" + type + "\",\"id\":\"" + id + "\"}";
  }

  private String attributes(int depth) {
    List<String> attributes = new ArrayList<>();
    for (String kind : KINDS) {
      if (chance(80)) {
        String actual = chance(95) ? kind : pick(KINDS);
        attributes.add("\"" + kind + "\":" + value(actual, depth));
      }
    }
    return "{" + String.join(",", attributes) + "}";
  }

  private String value(String kind, int depth) {
    return switch (kind) {
      case "b" -> String.valueOf(random.nextBoolean());
      case "n" -> pick(List.of("0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808"));
      case "s" ->
          "\"" + pick(List.of("", "a", "ab", "a*b", "ann", "10.0.0.1", "ä€😀", "t0")) + "\"";
      case "e" ->
          "{\"__entity\":"
              + uid(chance(50) ? "User" : "Group", pick(chance(50) ? USERS : GROUPS))
              + "}";
      case "set" -> {
        List<String> elements = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
          elements.add(value(pick(List.of("n", "s", "e", "dec")), 0));
        }
        yield "[" + String.join(",", elements) + "]";
      }
      case "rec" -> depth == 0 ? "{}" : attributes(depth - 1);
      case "dec" -> extension("decimal", pick(RandomPolicies.DECIMALS));
      case "ip" -> extension("ip", pick(RandomPolicies.IPS));
      case "dt" -> extension("datetime", pick(DATETIMES));
      default -> extension("duration", pick(RandomPolicies.DURATIONS));
    };
  }

  private static String extension(String function, String argument) {
    return "{\"__extn\":{\"fn\":\"" + function + "\",\"arg\":\"" + argument + "\"}}";
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
