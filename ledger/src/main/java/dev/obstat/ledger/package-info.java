/// A Merkle log over bytes: append, prove, verify. Depends on nothing but the JDK.
@NullMarked
package dev.obstat.ledger;

import org.jspecify.annotations.NullMarked;
