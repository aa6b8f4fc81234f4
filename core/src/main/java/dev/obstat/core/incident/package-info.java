/// Something is broken: since when and why.
@NullMarked
package dev.obstat.core.incident;

import org.jspecify.annotations.NullMarked;
