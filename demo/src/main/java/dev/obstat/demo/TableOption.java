package dev.obstat.demo;

import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.Engines;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.UsageTable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// `--with-dynamodb ADDRESS`: where somebody started an engine with DynamoDB's wire. Only loopback
/// is taken, because the demo fills and deletes what is there, and such engines look at no
/// signature.
final class TableOption {
  /// Stands for an address that was left out.
  static final String NO_ADDRESS = "";

  static final String WHICH_ENGINES =
      """
      `--with-dynamodb` needs the address of an engine that you started, for instance
      `--with-dynamodb http://127.0.0.1:8000`. Two engines speak DynamoDB's wire on one machine:

        dynalite, licence Apache-2.0, needs Node.js 20:

          npx dynalite@4.0.0 --host 127.0.0.1 --port 8000

        DynamoDB Local, by Amazon Web Services, under the Amazon DynamoDB Local License Agreement.
        Read it at https://aws.amazon.com/dynamodb/dynamodblocallicense/ or in LICENSE.txt of the
        download; once you have accepted it, in the folder of the download:

          java -Djava.library.path=./DynamoDBLocal_lib -jar DynamoDBLocal.jar -sharedDb -inMemory

        That listens on every network interface, at port 8000. In a container it can be kept here:

          docker run --rm -p 127.0.0.1:8000:8000 amazon/dynamodb-local

      The demo starts neither. The agreement binds whoever installs or uses DynamoDB Local, asks for
      an AWS account in good standing and says what it may be used for: that is yours to accept, not
      ours to accept for you. More in docs/decisions/0005-the-table-engine-is-started-by-its-user.md""";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// What became of the option.
  sealed interface Read {
    /// No table, or one at an address of loopback.
    record Understood(TableEngine engine) implements Read {}

    /// Nothing can be begun with it; the sentence says why and what to do.
    record Refused(String why) implements Read {}
  }

  /// What an engine says when it is asked for the table.
  sealed interface Answer {
    /// It speaks DynamoDB's wire and has no table of that name.
    record Ready() implements Answer {}

    record NotReady(String why) implements Answer {}
  }

  private TableOption() {}

  /// @param address empty where the option was not given, [#NO_ADDRESS] where it was without one
  static Read read(Optional<String> address) {
    if (address.isEmpty()) {
      return new Read.Understood(new TableEngine.Absent());
    }
    String text = address.get();
    if (text.equals(NO_ADDRESS)) {
      return new Read.Refused(WHICH_ENGINES);
    }
    return parsed(text)
        .filter(TableOption::isBare)
        .<Read>map(uri -> onLoopback(text, uri))
        .orElseGet(
            () ->
                new Read.Refused(
                    "`%s` is not the address of an engine: write `http://127.0.0.1:PORT`"
                        .formatted(text)));
  }

  /// Asks the engine, when there is one, whether the story can be played with it.
  static Answer ask(TableEngine engine) {
    return switch (engine) {
      case TableEngine.Absent _ -> new Answer.Ready();
      case TableEngine.At at -> ask(at);
    };
  }

  /// What to do about a table that is there already.
  static String taken(URI address) {
    return "the engine at %s has a table `%s` already, which the demo leaves alone: start an engine"
            .formatted(address, UsageTable.NAME)
        + " for the demo alone or, if a demo that was killed left it behind, "
        + howToRemove(address);
  }

  static String howToRemove(URI address) {
    return "remove it with `aws dynamodb delete-table --table-name %s --endpoint-url %s --region %s`"
        .formatted(UsageTable.NAME, address, Engines.REGION);
  }

  private static Answer ask(TableEngine.At engine) {
    URI address = engine.address();
    // Engines that keep data apart by key pair can have no table of this one's.
    AwsAccess anybody = new AwsAccess(address, address, engine, Engines.REGION, "anybody", "none");
    try (AwsClients aws = AwsClients.to(anybody)) {
      DynamoDbClient tables = aws.dynamoDb().orElseThrow();
      tables.describeTable(
          request ->
              request
                  .tableName(UsageTable.NAME)
                  .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE)));
      return new Answer.NotReady(taken(address));
    } catch (ResourceNotFoundException _) {
      return new Answer.Ready();
    } catch (SdkException failure) {
      return new Answer.NotReady(
          ("nothing at %s answers as DynamoDB does (%s): start an engine there;"
                  + " `--with-dynamodb` without an address says how")
              .formatted(address, failure.getMessage()));
    }
  }

  private static Read onLoopback(String text, URI address) {
    return isLoopback(address.getHost())
        ? new Read.Understood(new TableEngine.At(address))
        : new Read.Refused(
            ("`%s` is not on this machine's loopback, and the demo fills and deletes what is there:"
                    + " name an engine at `http://127.0.0.1:PORT`")
                .formatted(text));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isBare(URI address) {
    return address.getHost() != null
        && "http".equals(address.getScheme())
        && address.getPort() > 0
        && address.getPort() <= 65_535
        && address.getRawUserInfo() == null
        && address.getRawQuery() == null
        && address.getRawFragment() == null
        && (address.getRawPath().isEmpty() || address.getRawPath().equals("/"));
  }

  /// No other name is looked up: what it stands for may change before the next look.
  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          ? Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress)
          : InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (UnknownHostException | IllegalArgumentException _) {
      return false;
    }
  }
}
