package dev.obstat.core.action;

import java.util.Locale;

/// What an action does to its targets. An effect that is not certain is classed as the worse one.
public enum Effect {
  READ,
  /// An answer with secrets in it.
  DISCLOSE,
  /// Hands out, or opens, a way in that goes around the gate: credentials, a private key, an
  /// address that signs in, a shell. It discloses too; and it changes what can be done from then
  /// on.
  MINT,
  CREATE,
  UPDATE,
  DELETE,
  /// Delete and create anew under the same name.
  REPLACE,
  /// Who may do what.
  PERMISSIONS,
  /// Runs something: code, a command, a job.
  EXECUTE;

  /// Whether targets are gone afterwards, as the word *destroy* is used in policies. An action also
  /// destroys when any of its targets loses data, whatever its effect: see [Action#destroys()].
  public boolean destroys() {
    return this == DELETE || this == REPLACE;
  }

  /// Whether the answer holds what should not be known.
  public boolean discloses() {
    return this == DISCLOSE || this == MINT;
  }

  /// Whether anything is different afterwards.
  public boolean changes() {
    return this != READ && this != DISCLOSE;
  }

  /// The name used in policies, facts and on pages.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
