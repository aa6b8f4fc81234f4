/// The commands people type.
@NullMarked
package dev.obstat.cli;

import org.jspecify.annotations.NullMarked;
