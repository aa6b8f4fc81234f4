/// Files in, a catalog out.
@NullMarked
package dev.obstat.catalogs;

import org.jspecify.annotations.NullMarked;
