package dev.obstat.core.policy;

import dev.obstat.cedar.EntityUid;
import dev.obstat.core.action.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The names that policies use: entity types and groups of actions. docs/policy-guide.md describes
/// them.
final class Vocabulary {
  static final String AGENT = "Agent";
  static final String PERSON = "Person";
  static final String ROLE = "Role";
  static final String ACTION = "Action";
  static final String RESOURCE = "Resource";
  static final String STAGE = "Stage";
  static final String SERVICE = "Service";
  static final String ENTITY = "Entity";

  static final List<String> PRINCIPALS = List.of(AGENT, PERSON, ROLE);
  static final List<String> RESOURCES = List.of(RESOURCE, STAGE, SERVICE, ENTITY);

  static final String DESTROY = "destroy";
  static final String CHANGE = "change";
  static final String DISABLE = "disable";
  static final String UNPROTECT = "unprotect";
  static final String PASS_ROLE = "pass-role";
  static final String LATER_CODE = "later-code";

  /// Groups of actions by what they do; all other groups name a gateway or one of its services.
  static final List<String> ACTION_GROUPS =
      Stream.concat(
              Arrays.stream(Effect.values()).map(Effect::word),
              Stream.of(DESTROY, CHANGE, DISABLE, UNPROTECT, PASS_ROLE, LATER_CODE))
          .toList();

  /// The wire of enforcement points of others, whose actions come with what they were told of.
  static final String ASKED_BY_OTHERS = "authzen";

  /// Gateways, each a group of all its actions.
  static final List<String> GATEWAYS =
      List.of("aws", "mcp", "shell", "terraform", "sql", "k8s", ASKED_BY_OTHERS);

  static final EntityUid AGENTS = new EntityUid(ROLE, "agents");
  static final EntityUid PEOPLE = new EntityUid(ROLE, "people");
  static final List<String> ROLES = List.of(AGENTS.id(), PEOPLE.id());
  static final EntityUid UNKNOWN_RESOURCE = new EntityUid(RESOURCE, "unknown");

  private Vocabulary() {}
}
