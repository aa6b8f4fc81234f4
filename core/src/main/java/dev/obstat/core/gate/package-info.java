/// START HERE: the path of one action, from the request to the recorded end.
@NullMarked
package dev.obstat.core.gate;

import org.jspecify.annotations.NullMarked;
