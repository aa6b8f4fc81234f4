package dev.obstat.cedar;

/// What a satisfied policy says.
public enum Effect {
  PERMIT,
  FORBID
}
