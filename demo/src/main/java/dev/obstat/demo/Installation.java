package dev.obstat.demo;

import dev.obstat.catalogs.CatalogSource;
import dev.obstat.cli.DataDirectory;
import dev.obstat.console.oidc.Providers;
import dev.obstat.core.gather.Windows;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.people.Admission;
import dev.obstat.demo.people.Person;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.http.Upstream;
import dev.obstat.server.Config;
import dev.obstat.server.Obstat;
import dev.obstat.server.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Obstat as the demo runs it: in front of the demo's engines and nothing else, with the catalog of
/// examples/catalogs/cost-reporting and the policies that ship.
///
/// It lets tokens vote, which no real installation should: an agent with a shell can find a token.
/// The demo does so for its scripted reviewers and for `./obstat review`, and says it everywhere.
final class Installation implements AutoCloseable {
  /// Operates the agent, so never votes on what it asks for.
  static final String OPERATOR = "olga";

  /// Of the team that owns the service.
  static final String OWNER = "rosa";

  /// Of another team.
  static final String PEER = "sam";

  static final String VOTES_BY_TOKEN =
      "tokens may vote in this demo (`reviews.votes-by-token: true`); a real installation leaves"
          + " that off, because an agent with a shell can find a token";

  private static final String CATALOG = "/demo-catalog/catalog.yaml";
  private static final String CATALOG_OF_TABLE = "/demo-catalog/usage-table.yaml";

  /// Where the console and the AWS gateway listen; 0 for a free port.
  record Ports(int console, int aws) {
    static final Ports FREE = new Ports(0, 0);

    /// The ports that Obstat usually has, or free ones when somebody else has one of these.
    static Ports usualOrFree() {
      return isFree(Config.CONSOLE_PORT) && isFree(Config.AWS_PORT)
          ? new Ports(Config.CONSOLE_PORT, Config.AWS_PORT)
          : FREE;
    }

    private static boolean isFree(int port) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return true;
      } catch (IOException taken) {
        return false;
      }
    }
  }

  private final Obstat obstat;
  private final TableEngine tables;
  private final Admission admission;
  private final Deque<Person> people = new ArrayDeque<>();

  private Installation(Obstat obstat, TableEngine tables) {
    this.obstat = obstat;
    this.tables = tables;
    this.admission = new Admission(URI.create(obstat.consoleAddress()), obstat.adminToken());
  }

  /// The catalog that comes with the demo, for an environment with a table or without.
  static String catalog(TableEngine tables) {
    return switch (tables) {
      case TableEngine.Absent _ -> resource(CATALOG);
      case TableEngine.At _ -> resource(CATALOG) + resource(CATALOG_OF_TABLE);
    };
  }

  private static String resource(String name) {
    try (InputStream text = Installation.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("the demo was built without its catalog: build it again");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("the demo's catalog cannot be read", failure);
    }
  }

  /// Makes the directory where it is missing, for its owner alone.
  static void makeDirectory(DataDirectory directory) {
    try {
      Files.createDirectories(
          directory.path(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the data cannot go to `" + directory.path() + "`: " + failure, failure);
    }
  }

  /// @param production where the real engines are, with the key pair that opens them
  /// @param catalog the text of a file of Backstage entities
  /// @throws IllegalStateException when Obstat does not start, with its reasons
  static Installation start(
      AwsAccess production, DataDirectory directory, Ports ports, String catalog, Clock clock) {
    Path file = directory.path().resolve("catalog.yaml");
    makeDirectory(directory);
    try {
      Files.writeString(file, catalog);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the data cannot go to `" + directory.path() + "`: " + failure, failure);
    }
    return switch (Wiring.start(config(production, file, ports), directory, OPERATOR, clock)) {
      case Obstat.Start.Started started -> new Installation(started.obstat(), production.tables());
      case Obstat.Start.Refused refused ->
          throw new IllegalStateException(
              "Obstat did not start: " + String.join("; ", refused.reasons()));
    };
  }

  private static Config config(AwsAccess production, Path catalog, Ports ports) {
    return new Config(
        new Config.Listen("127.0.0.1", ports.console()),
        "",
        List.of(),
        new Config.Aws(
            new Config.Listen("127.0.0.1", ports.aws()),
            Engines.ACCOUNT,
            Engines.REGION,
            "demo-operator",
            new Config.Credentials.Fixed(production.keyId(), production.secret()),
            upstreams(production),
            false,
            Variant.PLAIN,
            Map.of(),
            Config.Ways.usual(),
            Config.Aws.LIVE_FACTS),
        Optional.empty(),
        List.of(new CatalogSource.Backstage(catalog)),
        List.of(OPERATOR),
        true,
        false,
        Windows.USUAL,
        "obstat.local/demo",
        "This is the demo: an invented environment on this machine.",
        List.of(),
        Map.of(),
        Providers.Settings.NONE);
  }

  private static Map<String, Upstream> upstreams(AwsAccess production) {
    Map<String, Upstream> upstreams = new TreeMap<>();
    upstreams.put("s3", Upstream.parse(production.s3().toString()));
    upstreams.put("sqs", Upstream.parse(production.sqs().toString()));
    switch (production.tables()) {
      case TableEngine.Absent _ -> {}
      case TableEngine.At(URI address) ->
          upstreams.put("dynamodb", Upstream.parse(address.toString()));
    }
    return upstreams;
  }

  /// What a session's agent works with: the one address of the gateway for everything that
  /// production has.
  AwsAccess reachOf(Person.OpenedSession session) {
    return session.access().withTables(tables.through(gateway()));
  }

  URI console() {
    return URI.create(obstat.consoleAddress());
  }

  URI gateway() {
    return URI.create(obstat.awsAddress());
  }

  /// What Obstat wants the person who started it to know.
  List<String> remarks() {
    return obstat.remarks();
  }

  /// Somebody of the catalog, with a new token. It is written where `--as NAME` finds it.
  Person person(String name) {
    String token = admission.token(name);
    Path file = obstat.directory().personalToken(name);
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, token + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException("the token of `" + name + "` cannot be written", failure);
    }
    Person person = admission.person(name, token);
    people.add(person);
    return person;
  }

  /// A link that signs a browser in once.
  URI signIn(String name) {
    return admission.signIn(name);
  }

  /// Signs what is recorded and stops.
  @Override
  public void close() {
    people.forEach(Person::close);
    admission.close();
    obstat.close();
  }
}
