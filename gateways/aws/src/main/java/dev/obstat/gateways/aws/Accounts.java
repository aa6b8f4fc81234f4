package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.http.Upstream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which account the actions of a session take effect in. It is said when the session is opened; no
/// request does. What was opened before there was a choice follows the agent's name.
public final class Accounts {
  private final Account usual;
  private final Map<String, Account> byAgent;
  private final Map<String, Account> byNumber = new HashMap<>();

  /// @param usual for agents that are not named
  /// @param byAgent by the agent's name
  /// @param others that sessions name
  public Accounts(Account usual, Map<String, Account> byAgent, Collection<Account> others) {
    this.usual = usual;
    this.byAgent = Map.copyOf(byAgent);
    byNumber.put(usual.number(), usual);
    others.forEach(account -> byNumber.put(account.number(), account));
  }

  /// Empty when the session's account is not configured any more.
  Optional<Account> of(Session session) {
    return session.account().isEmpty()
        ? Optional.of(byAgent.getOrDefault(session.agent().name(), usual))
        : Optional.ofNullable(byNumber.get(session.account()));
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
    Account account = byNumber.get(action.place().account());
    if (account == null) {
      return nowhere(action);
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
    Account account = byNumber.get(action.place().account());
    if (account == null) {
      return nowhere(action);
    }
    Service service = identified.model().service();
    String region = action.place().region();
    if (!engines && account.upstreams().isOwn(service, region)) {
      return new Reach.Not("an engine of one's own may do it for real");
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
    Account account = byNumber.get(action.place().account());
    return account != null && account.upstreams().isOwn(service, action.place().region());
  }

  private static Reach nowhere(Action action) {
    return new Reach.Not(
        "it is in account `" + action.place().account() + "`, where nobody is asked");
  }

  private static Reach to(Upstreams.Found.At at, ActionKeys.Answer answer) {
    return switch (answer) {
      case ActionKeys.Answer.Missing missing -> new Reach.Not(missing.reason());
      case ActionKeys.Answer.Found found ->
          new Reach.To(at.upstream(), at.signingRegion(), found.keys());
    };
  }
}
