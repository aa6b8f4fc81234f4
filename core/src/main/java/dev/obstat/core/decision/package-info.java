/// What a policy set answers: allow, hold with its terms, or deny, always with reasons.
@NullMarked
package dev.obstat.core.decision;

import org.jspecify.annotations.NullMarked;
