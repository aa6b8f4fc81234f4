/// What a principal asks to do, before it is done.
@NullMarked
package dev.obstat.core.action;

import org.jspecify.annotations.NullMarked;
