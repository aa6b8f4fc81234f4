package dev.obstat.core.fact;

import dev.obstat.core.context.Epoch;
import dev.obstat.core.control.Controls;
import dev.obstat.core.credential.Credentials;
import dev.obstat.core.grant.Grants;
import dev.obstat.core.impact.Removals;
import dev.obstat.core.incident.Incidents;
import dev.obstat.core.notice.Notices;
import dev.obstat.core.review.Edits;
import dev.obstat.core.review.Reviews;
import dev.obstat.core.session.Sessions;
import dev.obstat.core.session.Stops;
import dev.obstat.core.session.Tunnels;
import java.util.List;

/// All state, as the facts so far say: one consistent view, good only inside the call that handed
/// it out.
public interface Books {

  Epoch epoch();

  Sessions sessions();

  Reviews reviews();

  Edits edits();

  Grants grants();

  Controls controls();

  Removals removals();

  Stops stops();

  Tunnels tunnels();

  Incidents incidents();

  Notices notices();

  Dispatches dispatches();

  Credentials credentials();

  /// Entries from an index on, in order.
  ///
  /// @param most how many at most
  List<Entry> entries(long from, int most);

  /// How many entries there are.
  long size();
}
