package dev.obstat.cedar;

/// `@name("value")` before a policy. Cedar gives annotations no meaning.
///
/// @param value the empty string for a bare `@name`
/// @param position of the `@`
/// @param valuePosition of the value's opening quote; of the `@` for a bare annotation
public record Annotation(String name, String value, Position position, Position valuePosition) {}
