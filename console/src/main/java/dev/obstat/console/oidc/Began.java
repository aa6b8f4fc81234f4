package dev.obstat.console.oidc;

/// What became of the wish to sign in at a provider.
public sealed interface Began {

  /// The browser goes to the provider, and keeps a secret until it is back.
  record GoThere(String address, String secret) implements Began {}

  /// Not now, and why, in a sentence for the person.
  record NotNow(String why) implements Began {}
}
