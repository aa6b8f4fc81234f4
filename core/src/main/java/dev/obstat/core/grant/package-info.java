/// Leave for exactly one action, once, for a short time, while nothing got worse.
@NullMarked
package dev.obstat.core.grant;

import org.jspecify.annotations.NullMarked;
