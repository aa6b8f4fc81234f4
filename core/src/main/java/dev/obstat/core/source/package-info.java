/// What people write and Obstat reads: files, places in them, and what is wrong there.
@NullMarked
package dev.obstat.core.source;

import org.jspecify.annotations.NullMarked;
