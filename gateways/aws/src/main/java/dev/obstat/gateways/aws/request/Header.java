package dev.obstat.gateways.aws.request;

/// One header line as received.
public record Header(String name, String value) {}
