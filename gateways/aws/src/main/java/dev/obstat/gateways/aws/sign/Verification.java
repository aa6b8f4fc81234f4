package dev.obstat.gateways.aws.sign;

/// The answer of [Verifier].
public sealed interface Verification permits Verified, Refused {}
