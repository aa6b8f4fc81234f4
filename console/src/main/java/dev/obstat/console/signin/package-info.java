/// Who is asking: one-time codes, browser sessions and tokens.
@NullMarked
package dev.obstat.console.signin;

import org.jspecify.annotations.NullMarked;
