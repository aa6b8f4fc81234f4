package dev.obstat.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.ExitCode;
import dev.obstat.core.action.Principal;
import dev.obstat.core.decision.Decision;
import dev.obstat.core.gather.Supposing;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.Addressed;
import dev.obstat.gateways.aws.Explainer;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.http.KeptRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what Obstat makes of requests, without a server and without doing anything.
@Command(
    name = "explain",
    description = "What Obstat makes of a request, and what the policies say. Nothing is done.")
final class ExplainCommand {
  private static final JsonMapper JSON = new JsonMapper();

  @Spec private CommandSpec spec;

  @Command(
      name = "aws",
      description = {
        "Read HTTP requests and print a line of JSON for each: service, operation, parameters, "
            + "targets, effect, reversibility and the decision with its reasons.",
        "A file holds one raw HTTP request, or JSON Lines with `method`, `path` (with the query), "
            + "`headers`, `body` in base64 and `signingName`. No signature is checked, secrets are "
            + "masked, and the decision is that of an installation where nothing has happened yet.",
        "Exit codes for one request: 0 allowed, 3 held, 4 denied; for several: 0. 1 when any "
            + "could not be read."
      })
  int aws(
      @Parameters(paramLabel = "FILE", arity = "0..*", description = "`-` or none: standard input")
          List<String> files,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              defaultValue = "",
              description = "obstat.yaml with account, region, role, policies and catalog")
          String configFile,
      @Option(
              names = "--policies",
              paramLabel = "DIR",
              defaultValue = "",
              description = "default: the configuration's, or the set that ships with Obstat")
          String policies,
      @Option(
              names = "--catalog",
              paramLabel = "DIR",
              description = "default: the configuration's, or none: everything is production")
          List<String> catalog,
      @Option(names = "--agent", paramLabel = "NAME", defaultValue = "agent") String agent,
      @Option(names = "--operator", paramLabel = "NAME", defaultValue = "") String operator,
      @Option(
              names = "--signing-name",
              paramLabel = "NAME",
              defaultValue = "",
              description = "the service of requests that neither signature nor host tells")
          String signingName) {
    String user = System.getProperty("user.name", "owner");
    Config config = config(configFile, policies, catalog == null ? List.of() : catalog, user);
    Rules.Read.Good rules =
        switch (Rules.read(config)) {
          case Rules.Read.Bad bad ->
              throw new CommandFailed(String.join("\nobstat: ", bad.problems()));
          case Rules.Read.Good good -> good;
        };
    Asking asking =
        new Asking(
            config, rules, session(agent, operator.isEmpty() ? user : operator), signingName);
    List<String> sources = files == null || files.isEmpty() ? List.of("-") : files;
    for (String source : sources) {
      read(source, asking);
    }
    return asking.exit();
  }

  private static Config config(String file, String policies, List<String> catalog, String user) {
    Config config = file.isEmpty() ? Config.embedded(user) : configured(file, user);
    return config.deciding(
        policies.isEmpty() ? config.policies() : Optional.of(Path.of(policies)),
        catalog.isEmpty() ? config.catalog() : catalog.stream().map(CatalogSource::parse).toList());
  }

  private static Config configured(String file, String user) {
    return switch (ConfigFile.read(Path.of(file), user)) {
      case Config.Result.Rejected no ->
          throw new CommandFailed(
              String.join("\nobstat: ", no.problems().stream().map(Object::toString).toList()));
      case Config.Result.Read read -> read.config();
    };
  }

  private static Session session(String agent, String operator) {
    Instant now = Instant.now();
    return new Session(
        "s-explained",
        new Principal.Agent(agent, operator),
        operator,
        "",
        "",
        now,
        now.plus(Duration.ofHours(1)),
        new Session.Standing.Live());
  }

  private void read(String source, Asking asking) {
    try (InputStream in =
        new BufferedInputStream(
            source.equals("-") ? System.in : Files.newInputStream(Path.of(source)))) {
      KeptRequests.read(source, in, asking::about);
    } catch (IOException e) {
      asking.unreadable(source, "cannot be read: " + Reading.reason(e));
    }
  }

  /// Asks about one request after the other and prints what is said.
  private final class Asking {
    private final AwsModels models = AwsModels.load();
    private final Explainer explainer;
    private final Rules.Read.Good rules;
    private final Supposing supposing;
    private final Session session;
    private final String signingName;
    private final String region;
    private final PrintWriter out = spec.commandLine().getOut();
    private int asked;
    private int unreadable;
    private int last = ExitCode.DONE;

    Asking(Config config, Rules.Read.Good rules, Session session, String signingName) {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      this.explainer =
          new Explainer(
              models, key, Set.of("localhost"), config.aws().account(), config.aws().role());
      this.rules = rules;
      this.supposing = new Supposing(rules.catalog(), rules.policies().digest(), Clock.systemUTC());
      this.session = session;
      this.signingName = signingName;
      this.region = config.aws().region();
    }

    int exit() {
      if (unreadable > 0) {
        return ExitCode.FAILED;
      }
      return asked == 1 ? last : ExitCode.DONE;
    }

    void about(KeptRequests.Kept kept) {
      switch (kept) {
        case KeptRequests.Kept.Unreadable no -> unreadable(no.source(), no.why());
        case KeptRequests.Kept.Request request -> {
          Optional<Addressed> addressed = addressed(request);
          if (addressed.isEmpty()) {
            unreadable(
                request.source(),
                "nothing says which service it is for: name it as `signingName` or with"
                    + " `--signing-name`");
          } else {
            about(request.source(), request.request(), addressed.get());
          }
        }
      }
    }

    private Optional<Addressed> addressed(KeptRequests.Kept.Request request) {
      Optional<Addressed> read = Addressed.of(request.request().head(), models, region);
      String named = request.signingName().isEmpty() ? signingName : request.signingName();
      String where =
          request.region().isEmpty()
              ? read.map(Addressed::region).orElse(region)
              : request.region();
      return named.isEmpty()
          ? read.map(found -> new Addressed(found.signingName(), where))
          : Optional.of(new Addressed(named, where));
    }

    private void about(String source, KeptRequest.Whole request, Addressed addressed) {
      asked++;
      switch (explainer.explain(request, addressed, session)) {
        case Explainer.Explained.Refused no -> {
          last = ExitCode.DENIED;
          print(Explanation.refused(source, addressed, no));
        }
        case Explainer.Explained.Understood understood -> {
          var context = supposing.gather(understood.action(), session);
          Decision decision = rules.policies().decide(understood.action(), context);
          last =
              switch (decision) {
                case Decision.Allow _ -> ExitCode.DONE;
                case Decision.Hold _ -> ExitCode.HELD;
                case Decision.Deny _ -> ExitCode.DENIED;
              };
          print(Explanation.of(source, addressed, understood, context, decision));
        }
      }
    }

    void unreadable(String source, String why) {
      unreadable++;
      print(JSON.createObjectNode().put("source", source).put("error", why));
    }

    private void print(ObjectNode line) {
      try {
        out.println(JSON.writeValueAsString(line));
      } catch (JsonProcessingException e) {
        throw new CommandFailed("the answer cannot be printed", e);
      }
      out.flush();
    }
  }
}
