/// YAML files that people write, read so that everything found in them has its line and column.
///
/// Built on SnakeYAML's node graph: no object is ever constructed from a tag, and everything is
/// bounded.
@NullMarked
package dev.obstat.catalogs.yaml;

import org.jspecify.annotations.NullMarked;
