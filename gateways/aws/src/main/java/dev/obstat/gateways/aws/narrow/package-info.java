/// Real credentials for one action: a session of a role, narrowed to what was decided.
@NullMarked
package dev.obstat.gateways.aws.narrow;

import org.jspecify.annotations.NullMarked;
