/// Web pages and the HTTP API for people and programs.
@NullMarked
package dev.obstat.console;

import org.jspecify.annotations.NullMarked;
