package dev.obstat.core.action;

import java.util.Locale;

/// What an action takes from one target.
public enum Harm {
  /// The target is gone.
  REMOVES,
  /// Nothing is gone and yet it stops: a key disabled, desired count zero, a rule revoked.
  DISABLES,
  /// It goes on with less: fewer replicas, a smaller machine.
  DEGRADES,
  /// Data is lost, now or at a date that the action sets.
  LOSES_DATA,
  /// What would have saved it is gone: deletion protection, versions, backups, a lock, an alarm, or
  /// the door that kept everyone out. Nothing stops and nothing is lost yet.
  UNPROTECTS;

  /// Whether it takes from what works now. That is good again when the target is seen serving; lost
  /// data is not, and neither is a protection.
  public boolean isOfAvailability() {
    return switch (this) {
      case REMOVES, DISABLES, DEGRADES -> true;
      case LOSES_DATA, UNPROTECTS -> false;
    };
  }

  /// The name used in policies, facts and on pages.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
