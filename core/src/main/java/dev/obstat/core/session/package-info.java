/// One bounded run of an agent, and what it has used up.
@NullMarked
package dev.obstat.core.session;

import org.jspecify.annotations.NullMarked;
