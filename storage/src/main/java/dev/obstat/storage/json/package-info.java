/// The stable JSON form of facts: CloudEvents whose names never depend on Java names.
@NullMarked
package dev.obstat.storage.json;

import org.jspecify.annotations.NullMarked;
