package dev.obstat.bench;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.describe.Description;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.narrow.RoleSessions;
import dev.obstat.gateways.aws.narrow.TokenService;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Headers;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ResponseHead;
import dev.obstat.http.Upstream;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a session of a role costs: one that is kept, and one that is made, by a token service on
/// loopback that answers at once. The real one takes the time of its network on top.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class NarrowingBenchmark {

  /// A read and a change of one object, and who hands out credentials for them.
  @State(Scope.Thread)
  public static class Asked {
    private static final String ANSWER =
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIABENCHBENCHBENCHB"
            + "</AccessKeyId><SecretAccessKey>a-secret</SecretAccessKey><SessionToken>a-token"
            + "</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
            + "</AssumeRoleResult></AssumeRoleResponse>";

    private final Clock clock = Clock.systemUTC();
    private final Identifier identifier = new Identifier(AwsModels.load(), Set.of("localhost"));
    private final HttpServer server = Ports.listen(Asked::answer, clock);
    private final Forwarder forwarder = new Forwarder(ForwardSettings.usual(), tls());
    private final RoleSessions sessions =
        new RoleSessions(
            new Role("arn:aws:iam::" + Scene.ACCOUNT + ":role/agents", ""),
            new FixedCredentials(new RealKeys("AKIABENCHBENCHBENCHB", "real-secret", "")),
            forwarder,
            new TokenService(new Upstream(false, "127.0.0.1", server.port()), Scene.REGION),
            clock);
    private final Understood read = understood("GET");
    private final Understood change = understood("DELETE");

    /// A request as far as credentials need it.
    private record Understood(Identified identified, Action action) {}

    private static void answer(dev.obstat.http.Exchange exchange) {
      exchange.answer(
          new ResponseHead(200, Headers.of("content-type", "text/xml")),
          new dev.obstat.http.Body.Whole(dev.obstat.http.Content.text(ANSWER)));
    }

    private static SSLContext tls() {
      try {
        return SSLContext.getDefault();
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every JDK has TLS", impossible);
      }
    }

    private Understood understood(String method) {
      AwsRequest request =
          new AwsRequest(
              method,
              "/reports/2026/q1.csv",
              "",
              List.of(),
              new Body.None(),
              "s3",
              Scene.REGION,
              "localhost");
      if (!(identifier.identify(request) instanceof Identified identified)
          || !(new Decoder().decode(identified, request, _ -> "f") instanceof Decoded decoded)) {
        throw new IllegalStateException("not understood: " + request);
      }
      Description description =
          new Describer().describe(identified, decoded.parameters(), Scene.ACCOUNT, Scene.REGION);
      return new Understood(
          identified,
          new Action(
              "s-bench",
              new Principal.Agent("kiro", "ana"),
              new Place("aws", Scene.ACCOUNT, Scene.REGION, Scene.ROLE),
              identified.named(),
              description.effect(),
              description.reversibility(),
              description.targets(),
              decoded.parameters(),
              new Content.None(),
              List.of()));
    }

    private RealKeys keys(Understood understood) {
      return switch (sessions.keys(understood.identified(), understood.action())) {
        case ActionKeys.Answer.Found found -> found.keys();
        case ActionKeys.Answer.Missing missing -> throw new IllegalStateException(missing.reason());
      };
    }

    @TearDown
    public void stop() {
      forwarder.close();
      server.close();
    }
  }

  @Benchmark
  public RealKeys kept(Asked asked) {
    return asked.keys(asked.read);
  }

  @Benchmark
  public RealKeys made(Asked asked) {
    return asked.keys(asked.change);
  }
}
