package dev.obstat.core.action;

/// Who asks.
public sealed interface Principal {

  /// An AI agent, with the person who operates it. The agent has no rights of its own and inherits
  /// none of the operator's.
  record Agent(String name, String operator) implements Principal {}

  /// A person who acts directly.
  record Person(String id) implements Principal {}

  /// The person who answers for what is done: the operator of an agent, or the person.
  default String operatedBy() {
    return switch (this) {
      case Agent agent -> agent.operator();
      case Person person -> person.id();
    };
  }

  /// The name shown to people: the agent's, or the person's.
  default String shownName() {
    return switch (this) {
      case Agent agent -> agent.name();
      case Person person -> person.id();
    };
  }
}
