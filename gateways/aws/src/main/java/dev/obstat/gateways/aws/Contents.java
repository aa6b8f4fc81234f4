package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;

/// What an action touches that its request does not name, and the other side knows: the resources
/// of a stack that is deleted.
public interface Contents {

  /// Knows of nothing.
  Contents NONE = action -> action;

  /// The action with all of it among its targets. Returns in bounded time; what could not be found
  /// out by then is a target that nobody can name.
  Action with(Action action);
}
