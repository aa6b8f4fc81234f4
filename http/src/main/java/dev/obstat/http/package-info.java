/// The strict HTTP/1.1 server and the streaming forwarder that gateways and console share.
///
/// Both are plain blocking code over JDK sockets on virtual threads. There is one parser and it is
/// the one that decides: a validator in front of somebody else's decoder could disagree with it,
/// and a request that two readers understand differently is how a second one is smuggled in.
/// Blocking reads and writes are the back-pressure.
///
/// START HERE: [HttpServer], then [Exchange], then [Forwarder].
@NullMarked
package dev.obstat.http;

import org.jspecify.annotations.NullMarked;
