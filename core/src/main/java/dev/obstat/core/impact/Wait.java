package dev.obstat.core.impact;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Reached;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How long until all is back. A service is back when what it waits for is back: the longest
/// recovery on the way to it counts. A way on which none is stated makes the whole unknown.
final class Wait {
  private final Catalog catalog;
  private BigDecimal low = BigDecimal.ZERO;
  private BigDecimal high = BigDecimal.ZERO;
  private boolean isKnown = true;

  Wait(Catalog catalog) {
    this.catalog = catalog;
  }

  void down(Reached reached) {
    @Nullable BigDecimal[] lows = new BigDecimal[reached.count()];
    @Nullable BigDecimal[] highs = new BigDecimal[reached.count()];
    for (int place = 0; place < reached.count(); place++) {
      int cause = reached.cause(place);
      boolean starts = cause == Reached.START;
      Entity entity = catalog.entity(reached.node(place));
      Figure own = entity.weight().recoveryMinutes();
      lows[place] = longer(starts ? null : lows[cause], low(own));
      highs[place] = longer(starts ? null : highs[cause], high(own));
      boolean counts =
          entity.isService()
              || (starts && (highs[place] != null || isNeededByNobody(reached.node(place))));
      if (counts) {
        count(lows[place], highs[place]);
      }
    }
  }

  void lost(Entity entity) {
    Figure own = entity.weight().recoveryMinutes();
    count(low(own), high(own));
  }

  Measure measure() {
    return isKnown ? Measure.between(low, high) : new Measure.Unknown();
  }

  private void count(@Nullable BigDecimal least, @Nullable BigDecimal most) {
    if (least == null || most == null) {
      isKnown = false;
      return;
    }
    low = low.max(least);
    high = high.max(most);
  }

  private boolean isNeededByNobody(int node) {
    boolean[] isNeeded = new boolean[1];
    catalog.graph().eachNeeding(node, _ -> isNeeded[0] = true);
    return !isNeeded[0];
  }

  private static @Nullable BigDecimal low(Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> amount;
      case Figure.Range(BigDecimal low, BigDecimal _) -> low;
      case Figure.NotStated _ -> null;
    };
  }

  private static @Nullable BigDecimal high(Figure figure) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> amount;
      case Figure.Range(BigDecimal _, BigDecimal high) -> high;
      case Figure.NotStated _ -> null;
    };
  }

  private static @Nullable BigDecimal longer(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : one.max(other);
  }
}
