package dev.obstat.console.page;

import java.util.List;

/// Where people come in.
///
/// @param code the code of the link that was followed; empty when there was none
/// @param to where the reader wanted to go
/// @param said why they are not in; empty for nothing
/// @param ways the providers that they can sign in at
public record SignInPage(Frame frame, String code, String to, String said, List<Way> ways) {

  public SignInPage {
    ways = List.copyOf(ways);
  }

  /// @param address where the button leads to
  public record Way(String title, String address) {}
}
