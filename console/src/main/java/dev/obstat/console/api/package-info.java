/// The HTTP API for programs, as docs/api.md has it.
@NullMarked
package dev.obstat.console.api;

import org.jspecify.annotations.NullMarked;
