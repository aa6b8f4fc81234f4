package dev.obstat.core.control;

import java.util.Set;

/// What a halt, a freeze or an incident covers.
public sealed interface Scope {

  record Everything() implements Scope {}

  record OfAgent(String name) implements Scope {}

  record OfSession(String id) implements Scope {}

  record OfService(String name) implements Scope {}

  record OfStage(String name) implements Scope {}

  /// Whether an action by this agent in this session on these services and stages is covered.
  default boolean covers(String agent, String session, Set<String> services, Set<String> stages) {
    return switch (this) {
      case Everything _ -> true;
      case OfAgent(String name) -> name.equals(agent);
      case OfSession(String id) -> id.equals(session);
      case OfService(String name) -> services.contains(name);
      case OfStage(String name) -> stages.contains(name);
    };
  }

  /// For people: `everything`, `agent kiro`.
  default String words() {
    return switch (this) {
      case Everything _ -> "everything";
      case OfAgent(String name) -> "agent " + name;
      case OfSession(String id) -> "session " + id;
      case OfService(String name) -> "service " + name;
      case OfStage(String name) -> "stage " + name;
    };
  }
}
