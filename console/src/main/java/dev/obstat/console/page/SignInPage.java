package dev.obstat.console.page;

/// Where people come in.
///
/// @param code the code of the link that was followed; empty when there was none
/// @param to where the reader wanted to go
/// @param said why they are not in; empty for nothing
public record SignInPage(Frame frame, String code, String to, String said) {}
