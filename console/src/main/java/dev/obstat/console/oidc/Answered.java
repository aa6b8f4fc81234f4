package dev.obstat.console.oidc;

import dev.obstat.core.credential.SignIn;

/// What became of a sign-in at a provider.
public sealed interface Answered {

  /// @param to where the person wanted to go
  record In(SignIn signIn, String to) implements Answered {}

  /// @param code a short word for counting, never what the provider or the browser sent
  /// @param why a sentence for the person
  record NotIn(String code, String why) implements Answered {}
}
