package dev.obstat.console.page;

/// A request that is not served, and why.
///
/// @param title in a few words
/// @param why a sentence for people
public record ProblemPage(Frame frame, int status, String title, Shown why) {}
