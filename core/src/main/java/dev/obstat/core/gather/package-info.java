/// Collects everything that a policy may look at, from the journal and the catalog in force.
///
/// Apart from `context`, which holds the words: the journal's facts use those words, so what reads
/// the journal stands above both.
@NullMarked
package dev.obstat.core.gather;

import org.jspecify.annotations.NullMarked;
