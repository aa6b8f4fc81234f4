/// Services in a table, for teams that have nothing else.
@NullMarked
package dev.obstat.catalogs.csv;

import org.jspecify.annotations.NullMarked;
