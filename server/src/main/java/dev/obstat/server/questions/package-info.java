/// The commands that ask the catalog: of a running server, or of files without one.
@NullMarked
package dev.obstat.server.questions;

import org.jspecify.annotations.NullMarked;
