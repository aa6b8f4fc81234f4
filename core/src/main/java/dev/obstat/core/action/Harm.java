package dev.obstat.core.action;

import java.util.Locale;

/// What an action takes from one target.
public enum Harm {
  /// The target is gone.
  REMOVES,
  /// Nothing is gone and yet it stops: a key disabled, desired count zero, a rule revoked.
  DISABLES,
  /// Data is lost, now or at a date that the action sets.
  LOSES_DATA,
  /// What would have saved it is gone: deletion protection, versions, backups, a lock, an alarm.
  /// Nothing stops and nothing is lost yet.
  UNPROTECTS;

  /// The name used in policies, facts and on pages.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
