package dev.obstat.console.api;

import dev.obstat.core.control.Scope;

/// Scopes as they are written: `everything`, `agent:NAME`, `session:ID`, `service:NAME`,
/// `stage:NAME`.
final class Scopes {
  private Scopes() {}

  static Scope parse(String text) {
    if (text.equals("everything")) {
      return new Scope.Everything();
    }
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    if (colon > 0 && !name.isBlank() && name.length() <= 200) {
      switch (text.substring(0, colon)) {
        case "agent" -> {
          return new Scope.OfAgent(name);
        }
        case "session" -> {
          return new Scope.OfSession(name);
        }
        case "service" -> {
          return new Scope.OfService(name);
        }
        case "stage" -> {
          return new Scope.OfStage(name);
        }
        default -> {
          // Not a scope: refused below.
        }
      }
    }
    throw new Refused(
        400,
        "the scope is none of `everything`, `agent:NAME`, `session:ID`, `service:NAME`, `stage:NAME`");
  }
}
