package dev.obstat.core.gate;

import dev.obstat.core.fact.Dispatch;

/// The other side of a gateway: forwards one dispatched action with the real credentials.
public interface Upstream {

  /// Blocks until the answer is relayed or the attempt has failed. Called once per dispatch, never
  /// again.
  End send(Dispatch dispatch, Token token);

  /// What becomes of the idempotency token that the action carries, where it carries one.
  sealed interface Token {

    /// A grant is for one act: it is replaced by one made from this, so that a repeat after a lost
    /// answer does not act twice.
    record FromGrant(String source) implements Token {}

    /// What needed no grant may be asked for many times: it stays as the client made it.
    record ClientsOwn() implements Token {}
  }

  /// How it ended.
  sealed interface End {

    /// The other side accepted.
    record Completed(String outcome) implements End {}

    /// The other side certainly did nothing, or refused.
    record Failed(String outcome) implements End {}

    /// The other side did nothing, because what the action is about does not exist.
    record Missing(String outcome) implements End {}

    /// It may or may not have been done.
    record Unknown(String why) implements End {}
  }
}
