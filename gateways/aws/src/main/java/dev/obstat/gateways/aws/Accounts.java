package dev.obstat.gateways.aws;

import dev.obstat.core.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which account the actions of a session take effect in. The person who opens a session says so by
/// the agent's name; no request does.
public final class Accounts {
  private final Account usual;
  private final Map<String, Account> byAgent;

  /// @param usual for agents that are not named
  /// @param byAgent by the agent's name
  public Accounts(Account usual, Map<String, Account> byAgent) {
    this.usual = usual;
    this.byAgent = new LinkedHashMap<>(byAgent);
  }

  Account of(Session session) {
    return byAgent.getOrDefault(session.agent().name(), usual);
  }
}
