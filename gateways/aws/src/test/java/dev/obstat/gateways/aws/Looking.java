package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.host.Variant;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import dev.obstat.gateways.aws.live.AwsReads;
import dev.obstat.gateways.aws.live.DryRuns;
import dev.obstat.gateways.aws.live.PassingAnswers;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Upstream;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// Live facts of an [Estate] on loopback.
final class Looking implements AutoCloseable {
  static final AwsModels MODELS = AwsModels.load();
  static final String ACCOUNT = "123456789012";
  static final String HERE = "eu-west-1:" + ACCOUNT;
  static final String ORDERS = "arn:aws:rds:" + HERE + ":db:orders";
  static final String LEDGER = "arn:aws:rds:" + HERE + ":cluster:ledger";
  static final String USAGE = "arn:aws:dynamodb:" + HERE + ":table/usage";
  static final String MACHINE = "arn:aws:ec2:" + HERE + ":instance/i-0a1b2c3d4e5f60001";
  static final String VOLUME = "arn:aws:ec2:" + HERE + ":volume/vol-0000000000000000a";
  static final String KEY = "arn:aws:kms:" + HERE + ":key/1234abcd-12ab-34cd-56ef-1234567890ab";
  static final String SHOP =
      "arn:aws:cloudformation:" + HERE + ":stack/shop/11111111-2222-4333-8444-555555555555";
  static final List<String> SERVICES =
      List.of(
          "s3",
          "rds",
          "dynamodb",
          "ec2",
          "kms",
          "cloudformation",
          "backup",
          "elasticache",
          "elasticfilesystem",
          "secretsmanager");

  final Clock clock = Clock.systemUTC();
  final Engine engine = new Engine(clock);
  final Estate estate = new Estate(engine);
  final Forwarder forwarder = new Forwarder(ForwardSettings.usual(), tls());

  Live of(Action action) {
    return facts(Duration.ofSeconds(10)).of(action);
  }

  AwsLiveFacts facts(Duration limit) {
    return facts(accounts(), new PassingAnswers(clock), limit);
  }

  AwsLiveFacts facts(Accounts accounts, PassingAnswers passing, Duration limit) {
    AwsReads reads = new AwsReads(accounts, MODELS, forwarder, clock);
    return new AwsLiveFacts(
        reads, new DryRuns(accounts, MODELS, reads, DryRuns.Where.NOBODY), passing, limit, clock);
  }

  Accounts accounts() {
    Map<String, Upstream> own = new HashMap<>();
    SERVICES.forEach(service -> own.put(service, engine.upstream()));
    return new Accounts(
        Account.of(
            ACCOUNT,
            "agents",
            new Upstreams(own, false, Variant.PLAIN),
            new FixedCredentials(Engine.REAL),
            Set.of()),
        Map.of());
  }

  static Map<String, String> gaps(Live live, String name) {
    return switch (Optional.ofNullable(live.answers().get(name)).orElseThrow()) {
      case Live.Answer.Known known -> known.gaps();
      case Live.Answer.Unknown unknown -> throw new AssertionError(unknown.why());
    };
  }

  static Action removing(String service, String operation, String... names) {
    Target[] targets = new Target[names.length];
    for (int i = 0; i < names.length; i++) {
      targets[i] = target(names[i], Harm.REMOVES, Harm.LOSES_DATA);
    }
    return action(service, operation, Effect.DELETE, targets);
  }

  static Action writing(String name) {
    return action("s3", "PutObject", Effect.UPDATE, target(name, Harm.LOSES_DATA));
  }

  static Target target(String name, Harm... harms) {
    return new Target.Known(name, Target.Part.OBJECT, Set.of(harms));
  }

  static Action action(String service, String name, Effect effect, Target... targets) {
    return action(service, name, effect, Value.Structure.EMPTY, targets);
  }

  static Action action(
      String service, String name, Effect effect, Value.Structure parameters, Target... targets) {
    return new Action(
        "s-1",
        new Principal.Agent("kiro", "olga"),
        new Place("aws", ACCOUNT, "eu-west-1", "agents"),
        new Operation("aws", service, name),
        effect,
        new Reversibility.Unknown(),
        List.of(targets),
        parameters,
        new Content.None(),
        List.of());
  }

  static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }

  @Override
  public void close() {
    estate.close();
    forwarder.close();
    engine.close();
    assertThat(engine.turnedAway()).as("signatures made for the engine").isEmpty();
  }
}
