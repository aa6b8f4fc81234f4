package dev.obstat.console.page;

import dev.obstat.console.Surroundings;
import dev.obstat.core.catalog.People;
import dev.obstat.core.fact.Books;
import java.time.Instant;

/// One reading of everything that a page is made of, for one person at one moment.
///
/// @param person who reads
record Reader(Books books, People people, Surroundings surroundings, String person, Instant now) {}
