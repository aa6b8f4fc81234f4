/// The strict HTTP server and the streaming forwarder that gateways and console share.
@NullMarked
package dev.obstat.http;

import org.jspecify.annotations.NullMarked;
