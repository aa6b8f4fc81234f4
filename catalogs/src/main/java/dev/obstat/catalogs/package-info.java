/// Readers of catalogs: files in, a graph out.
@NullMarked
package dev.obstat.catalogs;

import org.jspecify.annotations.NullMarked;
