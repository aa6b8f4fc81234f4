package dev.obstat.http;

/// A request to be forwarded.
///
/// @param target the raw origin-form, sent byte for byte
/// @param headers sent in this order and case, without those that belong to a connection; a `host`
///   among them is sent as it is, else the upstream's is added
public record Outbound(
    Upstream upstream, String method, String target, Headers headers, Body body) {
  public Outbound {
    if (!Syntax.isToken(method)) {
      throw new IllegalArgumentException("`%s` is not a method".formatted(Syntax.shown(method)));
    }
    if (!target.startsWith("/") || !Syntax.isTarget(target)) {
      throw new IllegalArgumentException(
          "`%s` is not a request target".formatted(Syntax.shown(target)));
    }
  }
}
