package dev.obstat.cedar;

/// Policy text with the name that problems and positions show for it.
public record SourceFile(String name, String text) {}
