/// What importers found, and how it joins what people wrote.
@NullMarked
package dev.obstat.catalogs.imported;

import org.jspecify.annotations.NullMarked;
