package dev.obstat.gateways.aws.host;

import dev.obstat.core.action.Value;

/// What an operation's host begins with before the host of its service: a word of the model
/// (`data-`, `management.`), or the account that the request names.
public final class HostPrefix {
  private static final String ACCOUNT = "{AccountId}.";

  private HostPrefix() {}

  /// What became of it.
  public sealed interface Found {

    record Is(String prefix) implements Found {}

    record Nowhere(String why) implements Found {}
  }

  /// @param template as the index has it
  /// @param account whose credentials the request will be signed with; no other goes into a host
  public static Found of(String template, Value.Structure parameters, String account) {
    if (template.indexOf('{') < 0) {
      return new Found.Is(template);
    }
    if (!template.equals(ACCOUNT)) {
      return new Found.Nowhere("its host is made of `" + template + "`, which only S3 hands out");
    }
    if (parameters.members().get("AccountId") instanceof Value.Text(String named)
        && named.equals(account)) {
      return new Found.Is(account + ".");
    }
    return new Found.Nowhere(
        "its host begins with the account, and the request does not name `"
            + account
            + "`, the account of the credentials (`aws.account`)");
  }
}
