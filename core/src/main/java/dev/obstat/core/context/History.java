package dev.obstat.core.context;

/// What went before, as far as it matters to an action.
public record History(Used used, Sequences sequences) {
  public static final History NONE = new History(Used.NOTHING, Sequences.NONE);
}
