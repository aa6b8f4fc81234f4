/// JSON files with the line and column of everything in them, as the same tree as YAML.
@NullMarked
package dev.obstat.catalogs.json;

import org.jspecify.annotations.NullMarked;
