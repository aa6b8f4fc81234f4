/// The one place where everything is put together.
@NullMarked
package dev.obstat.server;

import org.jspecify.annotations.NullMarked;
