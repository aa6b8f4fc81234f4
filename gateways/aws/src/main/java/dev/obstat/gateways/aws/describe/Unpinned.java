package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Finds parameters that name something which can change between the review and the act.
final class Unpinned {
  private final List<Line> lines = Curated.lines("unpinned.txt").stream().map(Line::parse).toList();

  /// By operation; no more of them than the index has.
  private final Map<String, List<Line>> ofOperation = new ConcurrentHashMap<>();

  /// @param pin a path that pins it; after `~`, the form that the whole value must have; or empty
  private record Line(OperationPattern pattern, String path, String pin, String why) {
    static Line parse(String line) {
      String[] columns = line.split("\\s*\\|\\s*", 2);
      String[] words = columns[0].split(" ", -1);
      return new Line(
          new OperationPattern(words[0]), words[1], words.length > 2 ? words[2] : "", columns[1]);
    }

    boolean pinned(Value.Structure parameters, String text) {
      if (pin.isEmpty()) {
        return false;
      }
      return pin.startsWith("~")
          ? Pattern.compile(pin.substring(1), Pattern.DOTALL).matcher(text).matches()
          : !Parameters.at(parameters, pin).isEmpty();
    }
  }

  List<String> in(String iam, String operation, Value.Structure parameters) {
    List<String> found = new ArrayList<>();
    for (Line line : linesOf(iam, operation)) {
      for (Value value : Parameters.at(parameters, line.path)) {
        String text = Parameters.text(value);
        if (!text.isEmpty() && !line.pinned(parameters, text)) {
          found.add(line.path + ": " + line.why);
        }
      }
    }
    latest("", parameters, found);
    return found;
  }

  private List<Line> linesOf(String iam, String operation) {
    return ofOperation.computeIfAbsent(
        iam + ":" + operation,
        _ -> lines.stream().filter(line -> line.pattern.names(iam, operation)).toList());
  }

  private static void latest(String at, Value value, List<String> found) {
    switch (value) {
      case Value.Structure(Map<String, Value> members) ->
          members.forEach(
              (name, member) -> latest(at.isEmpty() ? name : at + "." + name, member, found));
      case Value.Sequence(var items) -> items.forEach(item -> latest(at, item, found));
      case Value.Text(String text) -> {
        if (text.equals("$LATEST") || text.equals("$Latest") || text.equals("$Default")) {
          found.add(at + ": `" + text + "` can be changed");
        }
      }
      case Value.Numeric _, Value.Flag _, Value.Nothing _ -> {}
      case Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> {}
    }
  }
}
