/// The ledger of a running server and of its data directory: grows the tree over the journal's
/// entries, signs and serves its head, and offers the commands with which anyone checks it.
@NullMarked
package dev.obstat.server.ledger;

import org.jspecify.annotations.NullMarked;
