/// The second way in: CONNECT to AWS's own names, answered with certificates of the installation's
/// own certificate authority; and tunnels to the few other hosts that an operator lists.
@NullMarked
package dev.obstat.gateways.aws.proxy;

import org.jspecify.annotations.NullMarked;
