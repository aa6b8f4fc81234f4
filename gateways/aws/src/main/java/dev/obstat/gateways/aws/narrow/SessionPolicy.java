package dev.obstat.gateways.aws.narrow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Writes a session policy.
///
/// Beside what the action itself needs, it leaves room for what AWS's services do with the caller's
/// credentials on the way (a stack's resources, a key's use for encrypted objects): calls that a
/// service makes, and nobody else can.
final class SessionPolicy {
  /// The longest that STS takes, in characters.
  static final int LONGEST = 2_048;

  private final List<Allowed> allowed = new ArrayList<>();

  private record Allowed(Collection<String> actions, Collection<String> resources) {}

  /// For these reads, of anything, and nothing that a service does on the way.
  static String reading(Collection<String> permissions) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", "2012-10-17");
    ObjectNode statement = policy.putArray("Statement").addObject().put("Effect", "Allow");
    permissions.forEach(statement.putArray("Action")::add);
    statement.putArray("Resource").add("*");
    return policy.toString();
  }

  SessionPolicy allow(Collection<String> actions, Collection<String> resources) {
    if (!actions.isEmpty() && !resources.isEmpty()) {
      allowed.add(new Allowed(List.copyOf(actions), List.copyOf(resources)));
    }
    return this;
  }

  String json() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    for (Allowed one : allowed) {
      ObjectNode statement = statements.addObject().put("Effect", "Allow");
      one.actions().forEach(statement.putArray("Action")::add);
      one.resources().forEach(statement.putArray("Resource")::add);
    }
    statements
        .addObject()
        .put("Effect", "Allow")
        .put("Action", "*")
        .put("Resource", "*")
        .putObject("Condition")
        .putObject("Bool")
        .put("aws:ViaAWSService", "true");
    return policy.toString();
  }

  /// A name that stands for itself: `*`, `?` and `$` would mean something in a policy.
  static String literal(String name) {
    return name.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
  }
}
