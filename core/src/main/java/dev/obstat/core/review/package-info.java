/// People's consideration of a held action: terms, votes, state.
@NullMarked
package dev.obstat.core.review;

import org.jspecify.annotations.NullMarked;
