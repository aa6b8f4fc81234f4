package dev.obstat.server;

import dev.obstat.gateways.aws.Account;
import dev.obstat.gateways.aws.Accounts;
import dev.obstat.gateways.aws.Upstreams;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.narrow.Role;
import dev.obstat.gateways.aws.narrow.RoleSessions;
import dev.obstat.gateways.aws.narrow.TokenService;
import dev.obstat.gateways.aws.sign.FixedCredentials;
import dev.obstat.gateways.aws.sign.ProviderChainCredentials;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Upstream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts together what the AWS gateway reaches: accounts with their credentials, roles and hosts.
final class AwsReach {
  private final Config.Aws config;
  private final AwsModels models;
  private final Forwarder tokens;
  private final Clock clock;
  private final Consumer<AutoCloseable> parts;
  private final List<String> problems = new ArrayList<>();

  /// @param tokens asks for sessions of roles
  /// @param parts told what is to be closed at the end
  AwsReach(
      Config.Aws config,
      AwsModels models,
      Forwarder tokens,
      Clock clock,
      Consumer<AutoCloseable> parts) {
    this.config = config;
    this.models = models;
    this.tokens = tokens;
    this.clock = clock;
    this.parts = parts;
  }

  /// What came of it.
  sealed interface Answer {

    record Reaches(Accounts accounts) implements Answer {}

    record Not(List<String> problems) implements Answer {
      public Not {
        problems = List.copyOf(problems);
      }
    }
  }

  Answer accounts() {
    Account usual =
        account(
            config.account(),
            config.accounts().getOrDefault(config.account(), Config.AwsAccount.NOTHING_SAID));
    Map<String, Account> byAgent = new HashMap<>();
    List<Account> others = new ArrayList<>();
    for (Map.Entry<String, Config.AwsAccount> entry : config.accounts().entrySet()) {
      String number = entry.getKey();
      Config.AwsAccount said = entry.getValue();
      if (number.equals(config.account())) {
        said.agents().forEach(agent -> byAgent.put(agent, usual));
        continue;
      }
      if (said.agents().isEmpty() && said.people().isEmpty()) {
        problems.add(
            "nobody acts in the account `"
                + number
                + "`: name its agents, or the people who may open sessions there, under"
                + " `aws.accounts`, or make it `aws.account`");
      }
      Account account = account(number, said);
      others.add(account);
      said.agents().forEach(agent -> byAgent.put(agent, account));
    }
    return problems.isEmpty()
        ? new Answer.Reaches(new Accounts(usual, byAgent, others))
        : new Answer.Not(problems);
  }

  private Account account(String number, Config.AwsAccount said) {
    Map<String, Upstream> named = new HashMap<>(config.upstreams());
    named.putAll(said.upstreams());
    Upstreams upstreams = new Upstreams(named, config.toAws(), config.variant());
    UpstreamCredentials real = credentials(said.credentials().orElse(config.credentials()));
    if (said.role().isEmpty()) {
      return Account.of(number, config.role(), upstreams, real, said.regions());
    }
    Role role = said.role().get();
    if (!role.account().equals(number)) {
      problems.add(
          "the role `" + role.arn() + "` is not in the account `" + number + "`, which names it");
    }
    Optional<TokenService> service = upstreams.tokenService(models, config.region());
    if (service.isEmpty()) {
      problems.add(
          "the role `"
              + role.arn()
              + "` needs the token service, and nothing says where it is: name `sts` under"
              + " `aws.upstreams`, set `aws.other-services: aws`, or correct `aws.region`");
      return Account.of(number, role.name(), upstreams, real, said.regions());
    }
    ActionKeys keys = new RoleSessions(role, real, tokens, service.get(), clock);
    return new Account(number, role.name(), said.regions(), upstreams, real, keys);
  }

  private UpstreamCredentials credentials(Config.Credentials given) {
    return switch (given) {
      case Config.Credentials.ProviderChain _ -> chain("");
      case Config.Credentials.Profile(String name) -> chain(name);
      case Config.Credentials.FromEnvironment(String id, String secret) ->
          new FixedCredentials(new RealKeys(variable(id), variable(secret), ""));
      case Config.Credentials.Fixed(String id, String secret) ->
          new FixedCredentials(new RealKeys(id, secret, ""));
    };
  }

  private UpstreamCredentials chain(String profile) {
    ProviderChainCredentials chain = ProviderChainCredentials.ofServer(profile);
    parts.accept(chain);
    return chain;
  }

  private String variable(String name) {
    String value = System.getenv().getOrDefault(name, "");
    if (value.isEmpty()) {
      problems.add("the environment variable `" + name + "` that obstat.yaml names is not set");
    }
    return value;
  }
}
