package dev.obstat.server;

import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.catalog.Loosening;
import dev.obstat.core.context.Epoch;
import dev.obstat.core.desk.CatalogDesk;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.policy.PolicySet;
import dev.obstat.core.source.Problem;
import dev.obstat.core.source.SourceFiles;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The policy set and the catalog in force. Files that changed are loaded again; a set with any
/// problem is never swapped in, and the last good one stays. Each one in force is a fact. A catalog
/// that takes something less seriously waits for a person, and policies read with it wait too.
final class Rules {
  private final Config config;
  private final Journal journal;
  private final Clock clock;
  private final Catalogs catalogs;
  private final AtomicReference<PolicySet> policies;
  private final CatalogDesk desk;
  private volatile List<String> problems = List.of();

  private Rules(Config config, Journal journal, Clock clock, Catalog catalog, PolicySet policySet) {
    this.config = config;
    this.journal = journal;
    this.clock = clock;
    this.catalogs = new Catalogs(catalog);
    this.policies = new AtomicReference<>(policySet);
    this.desk = new CatalogDesk(journal, clock);
  }

  /// What was read from the files.
  sealed interface Read {

    record Good(
        Catalog catalog, Map<String, String> catalogFiles, PolicySet policies, List<String> notes)
        implements Read {}

    record Bad(List<String> problems) implements Read {}
  }

  static Read read(Config config) {
    Catalog catalog = Catalog.none(config.people());
    Map<String, String> files = Map.of();
    List<String> notes = List.of();
    if (!config.catalog().isEmpty()) {
      switch (CatalogFiles.read(config.catalog())) {
        case CatalogFiles.Result.Rejected no -> {
          return new Read.Bad(words(no.problems()));
        }
        case CatalogFiles.Result.Loaded loaded -> {
          catalog = loaded.catalog();
          files = loaded.files();
          notes = words(loaded.notes());
        }
      }
    }
    SourceFiles sources;
    try {
      sources = PolicyFiles.read(config.policies());
    } catch (UncheckedIOException e) {
      return new Read.Bad(List.of("the policies cannot be read: " + Reading.words(e.getCause())));
    }
    return switch (PolicySet.load(sources, catalog)) {
      case PolicySet.Result.Rejected no -> new Read.Bad(words(no.problems()));
      case PolicySet.Result.Loaded loaded ->
          new Read.Good(catalog, files, loaded.policies(), notes);
    };
  }

  /// The one before is not there any more to compare with: who starts Obstat is told so.
  static Optional<String> changedWhileStopped(Journal journal, Read.Good read) {
    String before = journal.read(books -> books.epoch().catalog());
    boolean same = before.equals(read.catalog().digest());
    return before.isEmpty() || before.equals(Catalog.NO_CATALOG) || same
        ? Optional.empty()
        : Optional.of(
            "the catalog changed while Obstat was stopped and is in force as it is: nobody was asked"
                + " what it takes less seriously than the one before");
  }

  /// Puts in force what was read at the start.
  static Rules start(Config config, Journal journal, Clock clock, Read.Good read) {
    Rules rules = new Rules(config, journal, clock, read.catalog(), read.policies());
    rules.record(read);
    return rules;
  }

  Catalogs catalogs() {
    return catalogs;
  }

  PolicySet policies() {
    return policies.get();
  }

  /// Where a looser catalog waits for a person.
  CatalogDesk desk() {
    return desk;
  }

  /// What is wrong with the files now, while the last good ones stay in force; empty when nothing
  /// is.
  List<String> problems() {
    return problems;
  }

  /// Reads the files again and puts them in force when they are good and different.
  synchronized void refresh() {
    switch (read(config)) {
      case Read.Bad bad -> problems = bad.problems();
      case Read.Good good -> {
        problems = List.of();
        Catalog current = catalogs.current();
        List<String> loosened =
            good.catalog().digest().equals(current.digest())
                ? List.of()
                : Loosening.between(current, good.catalog());
        if (loosened.isEmpty()) {
          desk.clear();
          putInForce(good);
        } else {
          desk.hold(good.catalog().digest(), good.catalogFiles(), loosened, () -> putInForce(good));
        }
      }
    }
  }

  private synchronized void putInForce(Read.Good good) {
    boolean same =
        good.catalog().digest().equals(catalogs.current().digest())
            && good.policies().digest().equals(policies.get().digest());
    if (!same) {
      record(good);
      catalogs.replace(good.catalog());
      policies.set(good.policies());
    }
  }

  /// The fact comes first. Until the swap right after it, decisions of the old set find the epoch
  /// moved and start over.
  private void record(Read.Good read) {
    Instant now = clock.instant();
    journal.write(
        books -> {
          Epoch epoch = books.epoch();
          if (!epoch.catalog().equals(read.catalog().digest())) {
            books.record(
                new Fact.CatalogInForce(read.catalog().digest(), read.catalogFiles(), now));
          }
          if (!epoch.policySet().equals(read.policies().digest())) {
            books.record(
                new Fact.PolicySetInForce(read.policies().digest(), read.policies().files(), now));
          }
          return epoch;
        });
  }

  private static List<String> words(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }
}
