package dev.obstat.console.page;

import dev.obstat.console.Surroundings;
import dev.obstat.core.catalog.People;
import dev.obstat.core.fact.Books;
import dev.obstat.core.gather.Electorates;
import dev.obstat.core.review.Electorate;
import dev.obstat.core.review.Review;
import java.time.Instant;

/// One reading of everything that a page is made of, for one person at one moment.
///
/// @param person who reads
record Reader(
    Books books,
    People people,
    Surroundings surroundings,
    Electorates electorates,
    String person,
    Instant now) {

  Electorate electorate(Review review) {
    return electorates.of(books, review, now);
  }
}
