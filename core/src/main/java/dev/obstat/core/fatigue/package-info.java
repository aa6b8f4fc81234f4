/// How much people are asked, and how they answer.
@NullMarked
package dev.obstat.core.fatigue;

import org.jspecify.annotations.NullMarked;
