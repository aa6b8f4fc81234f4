/// Whether what is measured is what is claimed. The benchmarks themselves are not run.
@NullMarked
package dev.obstat.bench;

import org.jspecify.annotations.NullMarked;
