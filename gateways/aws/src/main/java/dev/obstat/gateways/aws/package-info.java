/// The enforcement point for the AWS wire.
@NullMarked
package dev.obstat.gateways.aws;

import org.jspecify.annotations.NullMarked;
