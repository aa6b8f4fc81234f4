package dev.obstat.console;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// How the installation is, asked anew for every page.
///
/// @param trouble why nothing can be recorded now, in a sentence; empty while all is well
/// @param lastCheckpoint when the ledger's head was last signed; empty when it never was
public record Vitals(
    Supplier<Optional<String>> trouble, Supplier<Optional<Instant>> lastCheckpoint) {}
