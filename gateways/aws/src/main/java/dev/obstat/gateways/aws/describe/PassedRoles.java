package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Roles that a request hands over, wherever they are in its parameters: what runs under them acts
/// later, without the gate. Every ARN of a role counts, and every plain name in a member that is
/// named after roles or instance profiles, but for those that `roles.txt` excepts.
final class PassedRoles {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:[^:]*:iam::[^:]*:(?:role|instance-profile)/.+");
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w+=,.@/-]{1,640}");

  /// Elastic Beanstalk has its settings as a list of names and values.
  private static final Map<String, Kind> OPTIONS =
      Map.of("IamInstanceProfile", Kind.PROFILE, "ServiceRole", Kind.ROLE);

  private final Map<String, Kind> excepted = new HashMap<>();

  /// What a member holds.
  private enum Kind {
    /// A role when it is the ARN of one.
    ANYTHING,
    ROLE,
    PROFILE,
    /// A role of another account.
    ELSEWHERE,
    /// A text with ARNs of roles somewhere in it.
    WITHIN,
    /// No role that is handed over.
    NO
  }

  PassedRoles() {
    for (String line : Curated.lines("roles.txt")) {
      String[] words = line.split("\\s*\\|\\s*", 2)[0].split(" ", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException("a line needs three words and a reason: `" + line + "`");
      }
      excepted.put(words[0] + " " + words[1], Kind.valueOf(words[2].toUpperCase(Locale.ROOT)));
    }
  }

  Set<Target> in(String iam, Value.Structure parameters, Home home) {
    Set<Target> found = new LinkedHashSet<>();
    new Search(iam, home, found).of("", "", parameters);
    return found;
  }

  private Kind kind(String iam, String parent, String name) {
    Kind listed = excepted.get(iam + " " + name);
    if (listed != null) {
      return listed;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean profile =
        lower.contains("instanceprofile")
            || (lower.equals("name")
                && parent.toLowerCase(Locale.ROOT).endsWith("instanceprofile"));
    return profile ? Kind.PROFILE : lower.contains("role") ? Kind.ROLE : Kind.ANYTHING;
  }

  private final class Search {
    private final String iam;
    private final Home home;
    private final Set<Target> found;

    Search(String iam, Home home, Set<Target> found) {
      this.iam = iam;
      this.home = home;
      this.found = found;
    }

    void of(String parent, String name, Value value) {
      switch (value) {
        case Value.Structure(Map<String, Value> members) -> {
          members.forEach((member, below) -> of(name, member, below));
          option(members);
        }
        case Value.Sequence(var items) -> items.forEach(item -> of(parent, name, item));
        case Value.Text(String text) -> text(kind(iam, parent, name), text);
        case Value.Secret _ -> hidden(kind(iam, parent, name), name);
        case Value.Numeric _, Value.Flag _, Value.Nothing _ -> {}
        case Value.Blob _, Value.IdempotencyToken _ -> {}
      }
    }

    private void option(Map<String, Value> members) {
      if (members.get("OptionName") instanceof Value.Text(String option)
          && members.get("Value") instanceof Value.Text(String text)
          && OPTIONS.containsKey(option)) {
        text(OPTIONS.get(option), text);
      }
    }

    private void text(Kind kind, String text) {
      switch (kind) {
        case NO -> {}
        case ELSEWHERE ->
            found.add(new Target.Unresolved(text, "a role of other accounts", Set.of()));
        case ROLE -> named(text, "arn:P:iam::A:role/");
        case PROFILE -> named(text, "arn:P:iam::A:instance-profile/");
        case WITHIN -> StackTemplate.roles(text).forEach(this::passed);
        case ANYTHING -> {
          if (ROLE_ARN.matcher(text).matches()) {
            passed(text);
          }
        }
      }
    }

    private void named(String text, String form) {
      if (ROLE_ARN.matcher(text).matches()) {
        passed(text);
      } else if (PLAIN_NAME.matcher(text).matches()) {
        passed(home.filled(form + (text.startsWith("/") ? text.substring(1) : text)));
      }
    }

    private void hidden(Kind kind, String name) {
      if (kind == Kind.ROLE || kind == Kind.PROFILE) {
        found.add(new Target.Unresolved(name + " (secret)", "a role that is not shown", Set.of()));
      }
    }

    private void passed(String role) {
      found.add(new Target.Known(role, Target.Part.PASSED_ROLE, Set.of()));
    }
  }
}
