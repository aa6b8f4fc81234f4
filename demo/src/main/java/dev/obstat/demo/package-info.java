/// The incident replayed on real engines.
@NullMarked
package dev.obstat.demo;

import org.jspecify.annotations.NullMarked;
