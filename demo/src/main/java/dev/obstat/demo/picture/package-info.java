/// Availability over time, drawn as SVG, PNG and one line of a terminal.
@NullMarked
package dev.obstat.demo.picture;

import org.jspecify.annotations.NullMarked;
