/// Policies loaded from text, and the algebra that turns what they say into a decision.
@NullMarked
package dev.obstat.core.policy;

import org.jspecify.annotations.NullMarked;
