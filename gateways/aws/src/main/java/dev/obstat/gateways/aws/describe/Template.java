package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An ARN with parameters to fill in: `arn:P:s3:::{Bucket}/{Key}`. One parameter may have several
/// values and then gives several names.
final class Template {
  private static final Pattern HOLE = Pattern.compile("\\{([^}|]+)(?:\\|([a-z]+))?\\}");
  private static final Pattern RESOURCE_PART = Pattern.compile("^arn:[^:]*:[^:]*:[^:]*:[^:]*:");
  private static final int MOST_NAMES = 20_000;
  private final String text;
  private final List<Hole> holes = new ArrayList<>();

  private record Hole(String written, String path, String filter) {}

  /// What a template gives.
  ///
  /// @param names full names
  /// @param unnamed values that no name can be made of, as far as they may be shown
  record Filled(List<String> names, List<String> unnamed) {}

  Template(String text) {
    this.text = text;
    Matcher matcher = HOLE.matcher(text);
    while (matcher.find()) {
      String filter = matcher.group(2) == null ? "" : matcher.group(2);
      holes.add(new Hole(matcher.group(), matcher.group(1), filter));
    }
  }

  /// Nothing when a parameter is absent.
  Filled fill(Value.Structure parameters, Home home) {
    List<String> names = List.of(home.filled(text));
    List<String> unnamed = new ArrayList<>();
    for (Hole hole : holes) {
      List<Value> values = Parameters.at(parameters, hole.path());
      List<String> next = new ArrayList<>();
      for (Value value : values) {
        String given = Parameters.text(value);
        String part = filtered(given, hole.filter());
        if (part.isEmpty() || part.indexOf('*') >= 0) {
          unnamed.add(shown(hole.path(), value, given));
        } else if (isArn(part)) {
          next.add(part);
        } else {
          names.stream()
              .filter(name -> name.contains(hole.written()))
              .forEach(name -> next.add(name.replace(hole.written(), part)));
        }
      }
      if (next.size() > MOST_NAMES) {
        return new Filled(List.of(), List.of(next.size() + " names in " + hole.path()));
      }
      // A name that is an ARN already has no more holes.
      names.stream().filter(name -> !name.contains(hole.written())).forEach(next::add);
      names = next;
    }
    return new Filled(names.stream().filter(name -> !name.contains("{")).toList(), unnamed);
  }

  private static String shown(String path, Value value, String given) {
    return value instanceof Value.Secret ? path + " (secret)" : given.isEmpty() ? path : given;
  }

  private static String filtered(String given, String filter) {
    return switch (filter) {
      case "last" -> given.substring(given.lastIndexOf('/') + 1);
      case "rooted" -> given.startsWith("/") ? given.substring(1) : given;
      case "account" -> {
        String[] parts = given.split("/", -1);
        yield parts.length >= 2 && parts[parts.length - 2].matches("\\d{12}")
            ? parts[parts.length - 2]
            : "";
      }
      case "object" -> object(given);
      default -> given;
    };
  }

  /// `bucket/key?versionId=…`, percent-encoded, with or without a slash before.
  private static String object(String source) {
    int mark = source.indexOf("?versionId=");
    String path = mark < 0 ? source : source.substring(0, mark);
    String decoded;
    try {
      decoded = dev.obstat.gateways.aws.request.Percent.decode(path, "copy source", false);
    } catch (dev.obstat.gateways.aws.request.Malformed e) {
      decoded = path.indexOf('%') < 0 ? path : "";
    }
    String plain = decoded.startsWith("/") ? decoded.substring(1) : decoded;
    return plain.indexOf('/') > 0 || isArn(plain) ? plain : "";
  }

  static boolean isArn(String text) {
    return RESOURCE_PART.matcher(text).find();
  }
}
