/// Questions that people ask of the catalog before anything happens: what if these go, what if a
/// region goes, on what does most of it hang.
@NullMarked
package dev.obstat.core.questions;

import org.jspecify.annotations.NullMarked;
