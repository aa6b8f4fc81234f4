/// What the ledger is told, and the port by which facts and state are kept.
@NullMarked
package dev.obstat.core.fact;

import org.jspecify.annotations.NullMarked;
