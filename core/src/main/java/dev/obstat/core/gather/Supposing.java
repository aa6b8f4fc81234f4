package dev.obstat.core.gather;

import dev.obstat.core.action.Action;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.context.Bound;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.context.Gathering;
import dev.obstat.core.impact.Reckoning;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.SessionUse;
import java.time.Clock;
import java.util.List;

/// What there would be to look at if nothing had happened yet: the catalog and the clock alone, no
/// removals, no halts, no freezes, no incidents. For asking what policies say of an action that
/// nobody asks to do.
public final class Supposing implements Gathering {
  private final Catalog catalog;
  private final String policySet;
  private final Clock clock;

  /// @param policySet the digest of the policies that will be asked
  public Supposing(Catalog catalog, String policySet, Clock clock) {
    this.catalog = catalog;
    this.policySet = policySet;
    this.clock = clock;
  }

  @Override
  public Context gather(Action action, Session session) {
    List<Bound> targets = Gatherer.bind(catalog, action);
    return new Context(
        new Epoch(policySet, catalog.digest(), 0, 0),
        clock.instant(),
        session,
        SessionUse.NONE,
        targets,
        Reckoning.of(catalog, List.of(), action),
        List.of(),
        List.of(),
        List.of());
  }
}
