package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Principal;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.http.Upstream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which account the actions of a session take effect in. The person who opens a session says so by
/// the agent's name; no request does.
public final class Accounts {
  private final Account usual;
  private final Map<String, Account> byAgent;

  /// @param usual for agents that are not named
  /// @param byAgent by the agent's name
  public Accounts(Account usual, Map<String, Account> byAgent) {
    this.usual = usual;
    this.byAgent = new LinkedHashMap<>(byAgent);
  }

  Account of(Session session) {
    return byAgent.getOrDefault(session.agent().name(), usual);
  }

  /// Where a request of Obstat's own about an action goes, and with what.
  public sealed interface Reach {

    /// @param signingRegion the region to sign for
    record To(Upstream upstream, String signingRegion, RealKeys keys) implements Reach {}

    record Not(String why) implements Reach {}
  }

  /// The account that the action takes effect in, with credentials that are good for reading.
  ///
  /// @param permissions all that such requests need
  public Reach reach(Action action, Service service, String region, Set<String> permissions) {
    Account account = of(action.principal());
    if (!account.number().equals(action.place().account())) {
      return new Reach.Not(
          "it is in account `" + action.place().account() + "`, where nobody is asked");
    }
    if (!account.regions().isEmpty() && !account.regions().contains(region)) {
      return new Reach.Not("nothing goes to `" + region + "` in this account");
    }
    return switch (account.upstreams().find(service, region)) {
      case Upstreams.Found.Nowhere nowhere -> new Reach.Not(nowhere.why());
      case Upstreams.Found.At at -> to(at, account.keys().reading(permissions));
    };
  }

  /// As [#reach], with credentials for the action itself, which are used to ask whether it would be
  /// taken on and for nothing else.
  ///
  /// @param engines whether engines of one's own may be asked too
  public Reach rehearsal(Action action, Identified identified, boolean engines) {
    Account account = of(action.principal());
    Service service = identified.model().service();
    String region = action.place().region();
    if (!engines && account.upstreams().isOwn(service, region)) {
      return new Reach.Not("an engine of one's own may do it for real");
    }
    if (!account.number().equals(action.place().account())) {
      return new Reach.Not(
          "it is in account `" + action.place().account() + "`, where nobody is asked");
    }
    if (!account.regions().isEmpty() && !account.regions().contains(region)) {
      return new Reach.Not("nothing goes to `" + region + "` in this account");
    }
    return switch (account.upstreams().find(service, region)) {
      case Upstreams.Found.Nowhere nowhere -> new Reach.Not(nowhere.why());
      case Upstreams.Found.At at -> to(at, account.keys().keys(identified, action));
    };
  }

  /// Whether an engine of one's own stands for the service there.
  public boolean isOwn(Action action, Service service) {
    return of(action.principal()).upstreams().isOwn(service, action.place().region());
  }

  private static Reach to(Upstreams.Found.At at, ActionKeys.Answer answer) {
    return switch (answer) {
      case ActionKeys.Answer.Missing missing -> new Reach.Not(missing.reason());
      case ActionKeys.Answer.Found found ->
          new Reach.To(at.upstream(), at.signingRegion(), found.keys());
    };
  }

  private Account of(Principal principal) {
    return switch (principal) {
      case Principal.Agent agent -> byAgent.getOrDefault(agent.name(), usual);
      case Principal.Person _ -> usual;
    };
  }
}
