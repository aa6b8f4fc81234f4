/// What targets really are, asked of AWS with the real credentials by requests that only read.
@NullMarked
package dev.obstat.gateways.aws.live;

import org.jspecify.annotations.NullMarked;
