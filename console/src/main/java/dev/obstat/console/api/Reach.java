package dev.obstat.console.api;

import dev.obstat.console.signin.Visitor;
import dev.obstat.core.credential.TokenScope;
import java.util.Set;

/// What a token must be good for, call by call. People in a browser and the installation's own
/// token are not limited here.
final class Reach {
  /// Good with any token: who it is, and to end tokens. Letting people in is refused to every
  /// token, with a sentence of its own.
  private static final Set<String> ANY =
      Set.of(
          "GET me",
          "DELETE tokens/{id}",
          "POST tokens",
          "POST signin-codes",
          "POST forgotten-passkeys");

  private Reach() {}

  /// @param call as the table of calls names it: `POST halts`
  static void check(Visitor visitor, String call) {
    if (visitor instanceof Visitor.ByToken token && !ANY.contains(call)) {
      TokenScope scope = scope(call);
      if (!token.may(scope)) {
        throw new Refused(
            403,
            "this token is not good for that: it needs the scope `"
                + scope.word()
                + "`, and has "
                + String.join(
                    ", ", token.token().scopes().stream().map(TokenScope::word).toList()));
      }
    }
  }

  private static TokenScope scope(String call) {
    int space = call.indexOf(' ');
    String method = call.substring(0, space);
    String what = call.substring(space + 1);
    if (method.equals("GET")) {
      return TokenScope.READ;
    }
    if (what.startsWith("sessions")) {
      return TokenScope.SESSIONS;
    }
    if (what.startsWith("halts") || what.startsWith("freezes") || what.startsWith("incidents")) {
      return TokenScope.BRAKES;
    }
    // Votes, and whatever else only people should do.
    return TokenScope.VOTES;
  }
}
