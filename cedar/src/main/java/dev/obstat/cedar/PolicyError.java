package dev.obstat.cedar;

/// A policy that could not be evaluated for a request.
///
/// @param position of the expression that failed
/// @param message what was wrong; names of entities and attributes may appear, values never do,
///   since they may be secret
public record PolicyError(Policy policy, Position position, String message) {}
