package dev.obstat.core.gate;

import dev.obstat.core.fact.Dispatch;

/// The other side of a gateway: forwards one dispatched action with the real credentials.
public interface Upstream {

  /// Blocks until the answer is relayed or the attempt has failed. Called once per dispatch, never
  /// again.
  ///
  /// @param idempotencyToken to be set where the action carries a token of its own
  End send(Dispatch dispatch, String idempotencyToken);

  /// How it ended.
  sealed interface End {

    /// The other side accepted.
    record Completed(String outcome) implements End {}

    /// The other side certainly did nothing, or refused.
    record Failed(String outcome) implements End {}

    /// It may or may not have been done.
    record Unknown(String why) implements End {}
  }
}
