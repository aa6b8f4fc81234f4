package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.http.Content;
import java.time.Instant;

/// Sees what passes by: whole answers that AWS gave to an agent's reads, and when anything changes.
public interface Passing {

  /// Looks at nothing.
  Passing NOBODY =
      new Passing() {
        @Override
        public boolean wants(Identified identified, Action action) {
          return false;
        }

        @Override
        public void answered(Identified identified, Action action, Instant asked, Content body) {}

        @Override
        public void changing(Action action) {}
      };

  /// Longest answer that is looked at, in bytes.
  int MOST = 512 * 1024;

  /// Whether the answer to this is looked at. Asked once the action is dispatched, of every action:
  /// it must not cost anything.
  boolean wants(Identified identified, Action action);

  /// An answer with status 200 came in whole. The client has it already; nothing is waited for.
  ///
  /// @param asked when the request went out: the answer is no older than that
  void answered(Identified identified, Action action, Instant asked, Content body);

  /// A change goes out, or has ended, whatever came of it: what was seen before may not hold any
  /// more.
  void changing(Action action);
}
