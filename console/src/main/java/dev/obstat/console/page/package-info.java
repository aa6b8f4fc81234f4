/// The pages that people read and decide on.
@NullMarked
package dev.obstat.console.page;

import org.jspecify.annotations.NullMarked;
