/// Everything that a policy may look at, gathered anew for every try.
@NullMarked
package dev.obstat.core.context;

import org.jspecify.annotations.NullMarked;
