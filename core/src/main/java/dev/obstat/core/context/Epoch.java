package dev.obstat.core.context;

/// A number for everything that a decision stands on. Two equal epochs mean that nothing moved
/// between.
///
/// @param policySet digest of the policy set in force
/// @param catalog digest of the catalog in force
/// @param controls grows with every halt, freeze, resume, thaw and session that ends
/// @param removals grows with every dispatch that takes something (a protection too), with every
///   such dispatch that failed, and with whatever is missing or good again
public record Epoch(String policySet, String catalog, long controls, long removals) {}
