package dev.obstat.core.desk;

/// In which account the actions of a new session will take effect, and whether that person may open
/// one there. Said once, when it is opened: no request can choose, and nothing moves a session.
public interface Placing {

  /// What is said of it.
  sealed interface Answer {

    /// @param account by its number
    record In(String account) implements Answer {}

    record Not(String why) implements Answer {}
  }

  /// @param asked the account as the person names it; empty for what the agent's name says
  Answer place(String agent, String person, String asked);
}
