package dev.obstat.http;

import java.net.InetSocketAddress;

/// A CONNECT as it was received, its authority read.
///
/// @param host a DNS name in lower case without a dot at the end, or an IP address, an IPv6 one in
///   brackets
public record ConnectRequest(String host, int port, Headers headers, InetSocketAddress client) {}
