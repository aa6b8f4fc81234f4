package dev.obstat.console;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// How the installation is, asked anew for every page.
///
/// @param trouble why nothing can be recorded now, in a sentence; empty while all is well
/// @param caution what people should know although all is well otherwise, in a sentence: for
///   instance that changed policies do not load; empty mostly
/// @param lastCheckpoint when the ledger's head was last signed; empty when it never was
public record Vitals(
    Supplier<Optional<String>> trouble,
    Supplier<Optional<String>> caution,
    Supplier<Optional<Instant>> lastCheckpoint) {}
