package dev.obstat.gateways.aws.narrow;

import dev.obstat.http.Upstream;

/// Where sessions of roles are handed out.
///
/// @param region to sign for
public record TokenService(Upstream upstream, String region) {}
