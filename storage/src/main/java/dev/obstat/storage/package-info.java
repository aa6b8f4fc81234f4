/// Facts and state, kept in SQLite or PostgreSQL.
@NullMarked
package dev.obstat.storage;

import org.jspecify.annotations.NullMarked;
