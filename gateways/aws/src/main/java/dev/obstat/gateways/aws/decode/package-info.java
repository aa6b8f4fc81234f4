/// The parameters of an identified request as one neutral tree, whatever the protocol.
@NullMarked
package dev.obstat.gateways.aws.decode;

import org.jspecify.annotations.NullMarked;
