/// Reads a catalog from Backstage entity files.
@NullMarked
package dev.obstat.catalogs.backstage;

import org.jspecify.annotations.NullMarked;
