package dev.obstat.cedar;

import java.util.Collection;

/// How deep values nest, known when they are made so that comparing them cannot exhaust the stack.
final class Nesting {
  private Nesting() {}

  static int deepest(Collection<Value> values) {
    int deepest = 0;
    for (Value value : values) {
      int nesting =
          switch (value) {
            case Value.Set set -> set.nesting();
            case Value.Record record -> record.nesting();
            case Value.Bool bool -> 0;
            case Value.Long number -> 0;
            case Value.Text text -> 0;
            case Value.Entity entity -> 0;
            case Value.Decimal decimal -> 0;
            case Value.Ip ip -> 0;
            case Value.Datetime datetime -> 0;
            case Value.Duration duration -> 0;
          };
      deepest = Math.max(deepest, nesting);
    }
    return deepest;
  }

  static void check(int nesting) {
    if (nesting > Bounds.VALUE_NESTING) {
      throw new IllegalArgumentException(
          "a value nests at most " + Bounds.VALUE_NESTING + " levels deep");
    }
  }
}
