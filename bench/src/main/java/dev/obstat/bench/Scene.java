package dev.obstat.bench;

import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.catalogs.files.TextFiles;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Operation;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Catalogs;
import dev.obstat.core.context.LiveFacts;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.gather.Gatherer;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.policy.PolicySet;
import dev.obstat.core.session.Session;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The policies that ship, the example catalog and one live session, in a journal on a real disk.
final class Scene implements AutoCloseable {
  static final String BUCKET = "cost-reports-eu";
  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-west-1";
  static final String ROLE = "obstat";
  static final String ACCESS_KEY = "OBSTBENCHBENCHBENCHB";

  private static final Principal.Agent AGENT = new Principal.Agent("kiro", "ana");

  private final Path directory;
  private final SqliteJournal journal;
  private final Catalogs catalogs;
  private final PolicySet policies;
  private final Session session;
  private final Clock clock;

  private Scene(
      Path directory,
      SqliteJournal journal,
      Catalog catalog,
      PolicySet policies,
      Session session,
      Clock clock) {
    this.directory = directory;
    this.journal = journal;
    this.catalogs = new Catalogs(catalog);
    this.policies = policies;
    this.session = session;
    this.clock = clock;
  }

  /// @param root the checkout, for the policies and the catalog
  /// @param parent where the journal's directory is made; on the disk that is to be measured
  static Scene open(Path root, Path parent, Clock clock) throws IOException {
    CatalogFiles.Result.Loaded catalog = catalog(root);
    PolicySet policies = policies(root, catalog.catalog());
    Files.createDirectories(parent);
    Path directory = Files.createTempDirectory(parent, "journal");
    SqliteJournal journal =
        switch (SqliteJournal.open(directory, clock)) {
          case SqliteJournal.Answer.Opened opened -> opened.journal();
          case SqliteJournal.Answer.Refused refused ->
              throw new IllegalStateException(refused.why());
        };
    Instant now = clock.instant();
    Session session =
        new Session(
            "s-bench",
            AGENT,
            "olga",
            "fix the cost report",
            ACCESS_KEY,
            now,
            now.plus(Duration.ofHours(8)),
            new Session.Standing.Live());
    journal.write(
        books -> {
          books.record(new Fact.CatalogInForce(catalog.catalog().digest(), catalog.files(), now));
          books.record(new Fact.PolicySetInForce(policies.digest(), policies.files(), now));
          books.record(new Fact.SessionOpened(session));
          return session;
        });
    return new Scene(directory, journal, catalog.catalog(), policies, session, clock);
  }

  private static CatalogFiles.Result.Loaded catalog(Path root) {
    return switch (CatalogFiles.read(
        List.of(new CatalogSource.Backstage(root.resolve("examples/catalogs/cost-reporting"))))) {
      case CatalogFiles.Result.Loaded loaded -> loaded;
      case CatalogFiles.Result.Rejected no ->
          throw new IllegalStateException(no.problems().toString());
    };
  }

  private static PolicySet policies(Path root, Catalog catalog) {
    return switch (TextFiles.read(List.of(root.resolve("examples/policies")), List.of(".cedar"))) {
      case TextFiles.Result.Unreadable no ->
          throw new IllegalStateException(no.problems().toString());
      case TextFiles.Result.Read read ->
          switch (PolicySet.load(read.files(), catalog)) {
            case PolicySet.Result.Loaded loaded -> loaded.policies();
            case PolicySet.Result.Rejected no ->
                throw new IllegalStateException(no.problems().toString());
          };
    };
  }

  Path directory() {
    return directory;
  }

  SqliteJournal journal() {
    return journal;
  }

  Catalogs catalogs() {
    return catalogs;
  }

  PolicySet policies() {
    return policies;
  }

  Session session() {
    return session;
  }

  Clock clock() {
    return clock;
  }

  Gatherer gatherer() {
    return new Gatherer(journal, catalogs, Windows.USUAL, LiveFacts.NOBODY, clock);
  }

  /// Reads one object of a production bucket: allowed.
  Action read(String key) {
    return action(
        "GetObject",
        Effect.READ,
        new Reversibility.Reversible(),
        Target.Known.unharmed("arn:aws:s3:::" + BUCKET + "/" + key),
        Map.of("Bucket", Value.of(BUCKET), "Key", Value.of(key)));
  }

  /// Deletes that bucket, on which two services depend: held.
  Action destroy() {
    return action(
        "DeleteBucket",
        Effect.DELETE,
        new Reversibility.Irreversible("nothing brings it back"),
        new Target.Known(
            "arn:aws:s3:::" + BUCKET, Target.Part.OBJECT, Set.of(Harm.REMOVES, Harm.LOSES_DATA)),
        Map.of("Bucket", Value.of(BUCKET)));
  }

  private Action action(
      String operation,
      Effect effect,
      Reversibility reversibility,
      Target target,
      Map<String, Value> parameters) {
    return new Action(
        session.id(),
        AGENT,
        new Place("aws", ACCOUNT, REGION, ROLE),
        new Operation("aws", "s3", operation),
        effect,
        reversibility,
        List.of(target),
        new Value.Structure(parameters),
        new Content.None(),
        List.of());
  }

  /// The journal is for the measurement only: it is deleted.
  @Override
  public void close() throws IOException {
    journal.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
