package dev.obstat.core.policy;

import dev.obstat.core.action.Action;
import dev.obstat.core.context.Context;
import dev.obstat.core.decision.Decision;

/// A policy set in force, ready to decide.
public interface Deciding {

  /// SHA-256 over the set's files, lower-case hexadecimal.
  String digest();

  /// Decides per target and joins: deny over hold over allow. An evaluation error is a deny.
  Decision decide(Action action, Context context);
}
