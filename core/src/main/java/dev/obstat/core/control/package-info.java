/// Halts and freezes: what stops everybody in scope.
@NullMarked
package dev.obstat.core.control;

import org.jspecify.annotations.NullMarked;
