package dev.obstat.core.context;

import dev.obstat.core.action.Action;

/// Asks what the targets of an action really are at this moment, where they are.
public interface LiveFacts {

  /// Asks nobody, so nothing is known.
  LiveFacts NOBODY =
      action -> Live.unknown(action, "nobody can be asked: no source of live facts is configured");

  /// What is found out about every target that the action harms. Returns within a configured time;
  /// what was not answered by then is unknown. Never called inside a transaction, because it waits
  /// for somebody else.
  Live of(Action action);
}
