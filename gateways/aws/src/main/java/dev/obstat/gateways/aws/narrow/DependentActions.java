package dev.obstat.gateways.aws.narrow;

import dev.obstat.core.action.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What IAM checks for single operations beside, or instead of, the action of their name:
/// `actions.txt`.
final class DependentActions {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9-]+):([A-Za-z0-9*]+)(?:\\[([A-Za-z.]+)])? ([a-z]+) (\\S+)");

  private final List<Line> lines;

  DependentActions() {
    this.lines = read();
  }

  /// Where an action is needed.
  enum On {
    OBJECT,
    SOURCE,
    /// What holds the object: the bucket of a key.
    CONTAINER,
    ANYTHING
  }

  /// @param condition a parameter that must be there; empty for none
  /// @param actions with the service's prefix
  record Line(String service, Pattern operation, String condition, On on, List<String> actions) {}

  List<Line> of(String service, String operation, Value.Structure parameters) {
    return lines.stream()
        .filter(line -> line.service().equals(service))
        .filter(line -> line.operation().matcher(operation).matches())
        .filter(line -> line.condition().isEmpty() || has(parameters, line.condition()))
        .toList();
  }

  /// Whether a member is there, in any item of the lists on the way.
  private static boolean has(Value value, String path) {
    return switch (value) {
      case Value.Sequence(List<Value> items) -> items.stream().anyMatch(item -> has(item, path));
      case Value.Structure structure -> {
        int dot = path.indexOf('.');
        Value member = structure.members().get(dot < 0 ? path : path.substring(0, dot));
        yield member != null
            && !(member instanceof Value.Nothing)
            && (dot < 0 || has(member, path.substring(dot + 1)));
      }
      case Value.Text _,
          Value.Numeric _,
          Value.Flag _,
          Value.Nothing _,
          Value.Blob _,
          Value.Secret _,
          Value.IdempotencyToken _ ->
          false;
    };
  }

  private static Line line(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "not `SERVICE:OPERATION[PARAMETER] PART ACTIONS`: `" + text + "`");
    }
    String service = form.group(1);
    return new Line(
        service,
        Pattern.compile(form.group(2).replace("*", ".*")),
        form.group(3) == null ? "" : form.group(3),
        On.valueOf(form.group(4).toUpperCase(java.util.Locale.ROOT)),
        Arrays.stream(form.group(5).split(",", -1))
            .map(action -> action.indexOf(':') < 0 ? service + ":" + action : action)
            .toList());
  }

  private static List<Line> read() {
    try (InputStream stream = DependentActions.class.getResourceAsStream("actions.txt")) {
      if (stream == null) {
        throw new IOException("no resource `actions.txt`");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(DependentActions::line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the table of dependent actions cannot be read", e);
    }
  }
}
