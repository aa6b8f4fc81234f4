package dev.obstat.core.fact;

import java.time.Instant;

/// A fact in its place in the ledger.
///
/// @param index dense, from 0
/// @param at when it was recorded
public record Entry(long index, Instant at, Fact fact) {}
