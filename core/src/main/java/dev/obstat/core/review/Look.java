package dev.obstat.core.review;

import java.time.Instant;

/// Somebody who may vote opened a review's page, for the first time.
public record Look(String by, Instant at) {}
