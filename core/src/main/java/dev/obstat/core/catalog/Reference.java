package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;

/// One entity naming another.
///
/// @param at where it does
public record Reference(Ref to, Position at) {}
