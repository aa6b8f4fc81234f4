/// Tells people: by mail, in their chat, by webhooks. START HERE: [Courier].
@NullMarked
package dev.obstat.notices;

import org.jspecify.annotations.NullMarked;
