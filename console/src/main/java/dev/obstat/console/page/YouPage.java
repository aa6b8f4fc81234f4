package dev.obstat.console.page;

import java.util.List;

/// A person's own page: their passkeys and tokens.
///
/// @param place the address at which passkeys work
/// @param fresh a token that was just made: shown this once; empty for none
/// @param said what became of what the reader just did; empty for nothing
public record YouPage(
    Frame frame, String place, List<Key> keys, List<Token> tokens, String fresh, String said) {

  public YouPage {
    keys = List.copyOf(keys);
    tokens = List.copyOf(tokens);
  }

  public record Key(String id, Shown name, String enrolled) {}

  public record Token(String id, Shown name, String scopes, Shown by, String expires) {}
}
