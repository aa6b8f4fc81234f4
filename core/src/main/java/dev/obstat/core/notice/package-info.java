/// What people are to be told of, whom, and when.
@NullMarked
package dev.obstat.core.notice;

import org.jspecify.annotations.NullMarked;
