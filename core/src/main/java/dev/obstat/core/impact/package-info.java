/// What stops or degrades if an action succeeds.
@NullMarked
package dev.obstat.core.impact;

import org.jspecify.annotations.NullMarked;
