/// What the organisation runs, as a graph, and who answers for it.
@NullMarked
package dev.obstat.core.catalog;

import org.jspecify.annotations.NullMarked;
