package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a curated line asks of a request's parameters. Values are compared without regard to case,
/// because services differ in that.
sealed interface Condition {
  Pattern FORM = Pattern.compile("(!?)([\\w.*$-]+)(?:(=~|!=|=)(.*))?");
  Pattern ITEM = Pattern.compile("([\\w.]+)\\{(.+)\\}");

  /// `A.B`: it is there.
  record Present(String path) implements Condition {}

  /// `!A.B`: it is not there.
  record Absent(String path) implements Condition {}

  /// `A.B=value`: one of its values is this.
  record Is(String path, String value) implements Condition {}

  /// `A.B!=value`: none of its values is this; so it holds of what is absent.
  record IsNot(String path, String value) implements Condition {}

  /// `A.B=~pattern`: the whole of one of its values has this form.
  record Matches(String path, Pattern pattern) implements Condition {}

  /// `A.B=@everyone`: it is a policy that lets in everyone.
  record LetsEveryoneIn(String path) implements Condition {}

  /// `A.B=@anywhere`: it is a network that holds a good part of the internet.
  record IsAnywhere(String path) implements Condition {
    private static final Pattern NETWORK = Pattern.compile("(.+)/(\\d{1,3})");

    /// The largest private networks are 10.0.0.0/8 and fc00::/7.
    private static boolean holds(String text) {
      Matcher network = NETWORK.matcher(text);
      return network.matches()
          && Integer.parseInt(network.group(2)) < (network.group(1).indexOf(':') < 0 ? 8 : 7);
    }
  }

  /// `A.B{C=value;D!=value}`: one item of a list is all that.
  record OneItem(String path, List<Condition> all) implements Condition {
    public OneItem {
      all = List.copyOf(all);
    }
  }

  static Condition parse(String text) {
    Matcher item = ITEM.matcher(text);
    if (item.matches()) {
      List<Condition> all = new ArrayList<>();
      for (String part : item.group(2).split(";", -1)) {
        all.add(parse(part));
      }
      return new OneItem(item.group(1), all);
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || (!form.group(1).isEmpty() && form.group(3) != null)) {
      throw new IllegalArgumentException("not a condition: `" + text + "`");
    }
    String path = form.group(2);
    if (form.group(3) == null) {
      return form.group(1).isEmpty() ? new Present(path) : new Absent(path);
    }
    String value = form.group(4);
    return switch (form.group(3)) {
      case "=" ->
          switch (value) {
            case "@everyone" -> new LetsEveryoneIn(path);
            case "@anywhere" -> new IsAnywhere(path);
            default -> new Is(path, value);
          };
      case "!=" -> new IsNot(path, value);
      default -> new Matches(path, Pattern.compile(value, Pattern.CASE_INSENSITIVE));
    };
  }

  default boolean holds(Value parameters) {
    return switch (this) {
      case Present(String path) -> !Parameters.at(parameters, path).isEmpty();
      case Absent(String path) -> Parameters.at(parameters, path).isEmpty();
      case Is(String path, String value) ->
          Parameters.at(parameters, path).stream()
              .anyMatch(one -> Parameters.text(one).equalsIgnoreCase(value));
      case IsNot(String path, String value) ->
          Parameters.at(parameters, path).stream()
              .noneMatch(one -> Parameters.text(one).equalsIgnoreCase(value));
      case Matches(String path, Pattern pattern) ->
          Parameters.at(parameters, path).stream()
              .anyMatch(one -> pattern.matcher(Parameters.text(one)).matches());
      case LetsEveryoneIn(String path) ->
          Parameters.at(parameters, path).stream()
              .anyMatch(one -> PolicyDocument.letsEveryoneIn(Parameters.text(one)));
      case IsAnywhere(String path) ->
          Parameters.at(parameters, path).stream()
              .anyMatch(one -> IsAnywhere.holds(Parameters.text(one)));
      case OneItem(String path, List<Condition> all) ->
          Parameters.at(parameters, path).stream()
              .anyMatch(one -> all.stream().allMatch(part -> part.holds(one)));
    };
  }

  /// The top member that must be there; empty when the condition holds without any.
  default Optional<String> needed() {
    return switch (this) {
      case Present(String path) -> Optional.of(top(path));
      case Is(String path, String _) -> Optional.of(top(path));
      case Matches(String path, Pattern _) -> Optional.of(top(path));
      case LetsEveryoneIn(String path) -> Optional.of(top(path));
      case IsAnywhere(String path) -> Optional.of(top(path));
      case OneItem(String path, List<Condition> _) -> Optional.of(top(path));
      case Absent _, IsNot _ -> Optional.empty();
    };
  }

  private static String top(String path) {
    return path.split("\\.", 2)[0];
  }

  /// Whether a model has what the condition asks for.
  default boolean isKnownTo(Map<String, ?> members) {
    return needed().map(members::containsKey).orElse(true);
  }
}
