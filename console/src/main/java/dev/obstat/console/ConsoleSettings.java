package dev.obstat.console;

/// What the console is told by the configuration.
///
/// @param address the console's own address, without a slash at the end: what links begin with
/// @param votesByToken whether programs may vote with a person's token; pages say so when they may
/// @param enforced whether agents are kept apart from the server's own files; otherwise everything
///   is advisory, and pages say so
/// @param banner a sentence for every page; empty for none
public record ConsoleSettings(
    String address, boolean votesByToken, boolean enforced, String banner) {}
