package dev.obstat.core.catalog;

import java.util.concurrent.atomic.AtomicReference;

/// Holds the catalog in force. Whoever could not read a new one leaves the last good one here.
public final class Catalogs {
  private final AtomicReference<Catalog> current;

  public Catalogs(Catalog first) {
    this.current = new AtomicReference<>(first);
  }

  public Catalog current() {
    return current.get();
  }

  /// @return the catalog that was in force until now
  public Catalog replace(Catalog next) {
    return current.getAndSet(next);
  }
}
