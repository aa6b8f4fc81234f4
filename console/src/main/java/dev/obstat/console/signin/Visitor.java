package dev.obstat.console.signin;

import dev.obstat.core.credential.AccessToken;
import dev.obstat.core.credential.TokenScope;

/// Who is asking.
public sealed interface Visitor {

  /// A person in a signed-in browser.
  ///
  /// @param csrf what requests that change something must carry
  record InBrowser(String person, String csrf) implements Visitor {}

  /// A program with a person's token.
  record ByToken(AccessToken token) implements Visitor {
    public String person() {
      return token.person();
    }

    public boolean may(TokenScope scope) {
      return token.scopes().contains(scope);
    }
  }

  /// Whoever can read the installation's own token: the owner of its data directory.
  record Owner(String person) implements Visitor {}

  /// Nobody known.
  record Stranger() implements Visitor {}
}
