package dev.obstat.http;

/// A whole answer in memory.
public record Answer(ResponseHead head, Content body) {}
