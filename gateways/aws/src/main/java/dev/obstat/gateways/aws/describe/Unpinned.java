package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Finds parameters that name something which can change between the review and the act.
final class Unpinned {
  /// Read by CloudFormation when it acts, wherever it stands in a template or its parameters.
  private static final Pattern RESOLVED =
      Pattern.compile("\\{\\{resolve:ssm(?:-secure)?:[^:{}]+\\}\\}");

  private static final Set<String> MOVING = Set.of("$LATEST", "$Latest", "$DEFAULT", "$Default");

  private final List<Line> lines = Curated.lines("unpinned.txt").stream().map(Line::parse).toList();

  /// By operation; no more of them than the index has.
  private final Map<String, List<Line>> ofOperation = new ConcurrentHashMap<>();

  private record Line(OperationPattern pattern, String path, List<Pin> pins, String why) {
    static Line parse(String line) {
      String[] columns = line.split("\\s*\\|\\s*", 2);
      List<String> words = Arrays.asList(columns[0].split(" ", -1));
      return new Line(
          new OperationPattern(words.get(0)),
          words.get(1),
          words.stream().skip(2).map(Pin::parse).toList(),
          columns[1]);
    }

    /// The structures that have the parameter, each with its own pins beside it.
    List<Value> owners(Value.Structure parameters) {
      int dot = path.lastIndexOf('.');
      return dot < 0 ? List.of(parameters) : Parameters.at(parameters, path.substring(0, dot));
    }

    String leaf() {
      return path.substring(path.lastIndexOf('.') + 1);
    }
  }

  /// What makes a reference one that cannot change.
  private sealed interface Pin {

    /// The whole value has this form.
    record OfForm(Pattern form) implements Pin {}

    /// Another parameter is there, and all its values have this form.
    record With(String path, boolean beside, Pattern form) implements Pin {}

    static Pin parse(String word) {
      int tilde = word.indexOf('~');
      Pattern form =
          tilde < 0
              ? Pattern.compile(".+", Pattern.DOTALL)
              : Pattern.compile(word.substring(tilde + 1), Pattern.DOTALL);
      if (tilde == 0) {
        return new OfForm(form);
      }
      String path = tilde < 0 ? word : word.substring(0, tilde);
      boolean beside = path.startsWith(".");
      return new With(beside ? path.substring(1) : path, beside, form);
    }

    default boolean holds(Value.Structure parameters, Value owner, String text) {
      return switch (this) {
        case OfForm(Pattern form) -> form.matcher(text).matches();
        case With(String path, boolean beside, Pattern form) -> {
          List<Value> found = Parameters.at(beside ? owner : parameters, path);
          yield !found.isEmpty() && found.stream().allMatch(value -> isThere(value, form));
        }
      };
    }

    /// A part of the request that is no text pins by being there.
    private static boolean isThere(Value value, Pattern form) {
      return switch (value) {
        case Value.Structure _ -> true;
        case Value.Text _, Value.Numeric _, Value.Flag _ ->
            form.matcher(Parameters.text(value)).matches();
        case Value.Sequence _, Value.Nothing _, Value.Blob _ -> false;
        case Value.Secret _, Value.IdempotencyToken _ -> false;
      };
    }
  }

  /// One sentence for each, `PARAMETER: what can change: what to give instead`.
  List<String> in(String iam, String operation, Value.Structure parameters) {
    Set<String> found = new LinkedHashSet<>();
    for (Line line : linesOf(iam, operation)) {
      for (Value owner : line.owners(parameters)) {
        for (Value value : Parameters.at(owner, line.leaf())) {
          String text = Parameters.text(value);
          boolean names = value instanceof Value.Secret || !text.isEmpty();
          if (names && line.pins.stream().noneMatch(pin -> pin.holds(parameters, owner, text))) {
            found.add(line.path + ": " + line.why);
          }
        }
      }
    }
    moving("", parameters, found);
    if (iam.equals("cloudformation")) {
      Parameters.at(parameters, "TemplateBody").stream()
          .map(Parameters::text)
          .forEach(body -> template(body, found));
    }
    return new ArrayList<>(found);
  }

  private List<Line> linesOf(String iam, String operation) {
    return ofOperation.computeIfAbsent(
        iam + ":" + operation,
        _ -> lines.stream().filter(line -> line.pattern.names(iam, operation)).toList());
  }

  private static void template(String body, Set<String> found) {
    switch (StackTemplate.read(body)) {
      case StackTemplate.Unreadable _ -> {}
      case StackTemplate.Read read -> found.addAll(read.unpinned());
    }
  }

  private static void moving(String at, Value value, Set<String> found) {
    switch (value) {
      case Value.Structure(Map<String, Value> members) ->
          members.forEach(
              (name, member) -> moving(at.isEmpty() ? name : at + "." + name, member, found));
      case Value.Sequence(var items) -> items.forEach(item -> moving(at, item, found));
      case Value.Text(String text) -> {
        if (MOVING.contains(text)) {
          found.add(at + ": `" + text + "` can be changed: give a number");
        } else if (RESOLVED.matcher(text).find()) {
          found.add(at + ": a parameter can be changed: resolve it with its version");
        }
      }
      case Value.Numeric _, Value.Flag _, Value.Nothing _ -> {}
      case Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> {}
    }
  }
}
