/// What Obstat costs, measured: one command for every figure in `docs/performance.md`.
@NullMarked
package dev.obstat.bench;

import org.jspecify.annotations.NullMarked;
