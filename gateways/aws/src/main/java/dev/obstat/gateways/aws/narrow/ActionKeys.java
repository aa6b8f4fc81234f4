package dev.obstat.gateways.aws.narrow;

import dev.obstat.core.action.Action;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamCredentials;
import java.util.Set;

/// Hands out the real credentials that one dispatched action goes out with.
public interface ActionKeys {

  Answer keys(Identified identified, Action action);

  /// Credentials for requests of Obstat's own that only read.
  ///
  /// @param permissions what IAM has to allow for all of them
  Answer reading(Set<String> permissions);

  /// The same credentials for everything: there is no role to narrow.
  record ServersOwn(UpstreamCredentials credentials) implements ActionKeys {
    @Override
    public Answer keys(Identified identified, Action action) {
      return all();
    }

    @Override
    public Answer reading(Set<String> permissions) {
      return all();
    }

    private Answer all() {
      return switch (credentials.current()) {
        case UpstreamCredentials.Answer.Found found -> new Answer.Found(found.keys(), "");
        case UpstreamCredentials.Answer.Missing missing -> new Answer.Missing(missing.reason());
      };
    }
  }

  /// What became of the wish.
  sealed interface Answer {

    /// @param scope what they are good for, in words for the record; empty for all that the
    ///   server's own credentials may do
    record Found(RealKeys keys, String scope) implements Answer {}

    /// @param reason for the agent and the record
    record Missing(String reason) implements Answer {}
  }
}
