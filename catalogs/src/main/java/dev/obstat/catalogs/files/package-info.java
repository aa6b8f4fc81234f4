/// Reads files that people write from disk: a catalog, a policy set.
@NullMarked
package dev.obstat.catalogs.files;

import org.jspecify.annotations.NullMarked;
