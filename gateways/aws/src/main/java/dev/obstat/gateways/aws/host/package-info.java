/// Where AWS is: partitions, and the hosts of its services.
@NullMarked
package dev.obstat.gateways.aws.host;

import org.jspecify.annotations.NullMarked;
