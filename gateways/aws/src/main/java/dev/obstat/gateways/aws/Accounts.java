package dev.obstat.gateways.aws;

import dev.obstat.core.action.Action;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.narrow.ActionKeys;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import dev.obstat.http.Upstream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

  /// The account that the action takes effect in, with its credentials as they are. Where a role
  /// acts, nobody is asked: a session of it is made for dispatched actions only, and the server's
  /// own credentials would see another account.
  public Reach reach(Action action, Service service) {
    Account account = byNumber.get(action.place().account());
    if (account == null) {
      return new Reach.Not(
          "it is in account `" + action.place().account() + "`, where nobody is asked");
    }
    String region = action.place().region();
    if (!(account.keys() instanceof ActionKeys.ServersOwn)) {
      return new Reach.Not("a role acts in account `" + account.number() + "`");
    }
    if (!account.regions().isEmpty() && !account.regions().contains(region)) {
      return new Reach.Not("nothing goes to `" + region + "` in this account");
    }
    return switch (account.upstreams().find(service, region)) {
      case Upstreams.Found.Nowhere nowhere -> new Reach.Not(nowhere.why());
      case Upstreams.Found.At at ->
          switch (account.credentials().current()) {
            case UpstreamCredentials.Answer.Missing missing -> new Reach.Not(missing.reason());
            case UpstreamCredentials.Answer.Found found ->
                new Reach.To(at.upstream(), at.signingRegion(), found.keys());
          };
    };
  }
}
