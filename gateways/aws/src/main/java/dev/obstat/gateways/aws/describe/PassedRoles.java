package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Roles that a request hands over, wherever they are in its parameters: what runs under them acts
/// later, without the gate.
final class PassedRoles {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:[^:]*:iam::[^:]*:(?:role|instance-profile)/.+");
  private final Set<String> found = new LinkedHashSet<>();
  private final Home home;

  private PassedRoles(Home home) {
    this.home = home;
  }

  static Set<String> in(Value.Structure parameters, Home home) {
    PassedRoles roles = new PassedRoles(home);
    roles.search("", parameters);
    return roles.found;
  }

  private void search(String name, Value value) {
    switch (value) {
      case Value.Structure(Map<String, Value> members) -> members.forEach(this::search);
      case Value.Sequence(var items) -> items.forEach(item -> search(name, item));
      case Value.Text(String text) -> {
        if (ROLE_ARN.matcher(text).matches()) {
          found.add(text);
        } else if (namesRole(name) && text.matches("[\\w+=,.@/-]+")) {
          found.add(home.filled("arn:P:iam::A:role/" + text));
        }
      }
      case Value.Numeric _, Value.Flag _, Value.Nothing _ -> {}
      case Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> {}
    }
  }

  /// Members that hold a role by ARN or, in some services, by name.
  private static boolean namesRole(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("rolearn")
        || lower.equals("servicerole")
        || lower.equals("executionrole");
  }
}
