package dev.obstat.cedar;

/// One question to a policy set.
///
/// @param context what policies see as `context`
public record Request(
    EntityUid principal, EntityUid action, EntityUid resource, Value.Record context) {}
