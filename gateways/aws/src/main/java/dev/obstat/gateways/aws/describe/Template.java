package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Shape;
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

  /// A form of IAM's, filled in by these parameters in order. `~NAME` stands for a name where the
  /// ARN has an id of the service's own, `~` for an id that the request does not say: with a `~` in
  /// it, it is nobody's ARN.
  static Template of(String form, List<String> parameters) {
    String text = form;
    for (String parameter : parameters) {
      String filling =
          parameter.equals("~")
              ? parameter
              : parameter.startsWith("~")
                  ? "~<" + parameter.substring(1) + ">"
                  : "<" + parameter + ">";
      text = text.replaceFirst("\\{\\w+\\}", filling);
    }
    return new Template(text.replace('<', '{').replace('>', '}'));
  }

  /// Whether every request has all that it needs.
  boolean isIn(Shape.Structure input) {
    return holes.stream().allMatch(hole -> TargetLine.isRequired(input, hole.path()));
  }

  /// The template with a text in place of a mark.
  Template replacing(String mark, String replacement) {
    return text.contains(mark) ? new Template(text.replace(mark, replacement)) : this;
  }

  /// Nothing when a parameter is absent. What the parameters say is never read as a template, and
  /// an ARN among them stands alone only in place of the whole name or of its own last part, never
  /// as the key of an object: an agent writes those as it likes.
  Filled fill(Value.Structure parameters, Home home) {
    String whole = home.filled(text);
    boolean keys = whole.contains(":s3:::");
    List<String> names = List.of("");
    List<String> alone = new ArrayList<>();
    List<String> unnamed = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < holes.size(); i++) {
      Hole hole = holes.get(i);
      int at = whole.indexOf(hole.written(), from);
      String literal = whole.substring(from, at);
      from = at + hole.written().length();
      boolean mayStandAlone = i == 0 || (i == holes.size() - 1 && !keys);
      List<String> next = new ArrayList<>();
      if (Parameters.isGivenInPart(parameters, hole.path())) {
        unnamed.add(hole.path());
      }
      for (Value value : Parameters.at(parameters, hole.path())) {
        String given = Parameters.text(value);
        String part = filtered(given, hole.filter());
        if (part.isEmpty() || part.indexOf('*') >= 0) {
          unnamed.add(shown(hole.path(), value, given));
        } else if (mayStandAlone && isArn(part)) {
          alone.add(part);
        } else {
          names.forEach(name -> next.add(name + literal + part));
        }
      }
      if (next.size() + alone.size() > MOST_NAMES) {
        return new Filled(
            List.of(), List.of(next.size() + alone.size() + " names in " + hole.path()));
      }
      names = next;
    }
    for (String name : names) {
      String full = name + whole.substring(from);
      (isArn(full) ? alone : unnamed).add(full);
    }
    return new Filled(alone, unnamed);
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
