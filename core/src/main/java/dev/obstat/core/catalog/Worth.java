package dev.obstat.core.catalog;

import java.math.BigDecimal;
import java.util.List;

/// Money and people of every service as whole numbers of one small unit, side by side in the order
/// of [ServiceOrder]: adding up thousands follows no pointers. What does not fit is looked up.
public final class Worth {
  /// The number is not stated.
  public static final long NOT_STATED = -1;

  /// The number is a range, too large or too fine: [Entity#weight()] has it.
  public static final long LOOK_UP = -2;

  /// No number here is larger, so that sums over a whole catalog fit into 64 bits.
  private static final long MOST = 1L << 40;

  /// Of money, as many as are stated, and no more than that.
  private static final int MOST_DECIMALS = 4;

  private static final byte TIER_ZERO = 1;
  private static final byte SEGMENTS = 2;

  private final long[] numbers;
  private final byte[] marks;
  private final int decimals;

  Worth(List<Entity> entities, ServiceOrder services) {
    this.decimals =
        entities.stream()
            .filter(Entity::isService)
            .flatMap(entity -> entity.weight().revenuePerHour().most().stream())
            .mapToInt(BigDecimal::scale)
            .map(scale -> Math.clamp(scale, 0, MOST_DECIMALS))
            .max()
            .orElse(0);
    this.numbers = new long[2 * services.count()];
    this.marks = new byte[services.count()];
    for (int place = 0; place < marks.length; place++) {
      Weight weight = entities.get(services.node(place)).weight();
      numbers[2 * place] = whole(weight.customers(), 0);
      numbers[2 * place + 1] = whole(weight.revenuePerHour(), decimals);
      int tier = weight.isTierZero() ? TIER_ZERO : 0;
      int segments = weight.segments().isEmpty() ? 0 : SEGMENTS;
      marks[place] = (byte) (tier | segments);
    }
  }

  static long whole(Figure figure, int decimals) {
    return switch (figure) {
      case Figure.Stated(BigDecimal amount) -> whole(amount.movePointRight(decimals));
      case Figure.Range _ -> LOOK_UP;
      case Figure.NotStated _ -> NOT_STATED;
    };
  }

  private static long whole(BigDecimal amount) {
    boolean fits =
        amount.stripTrailingZeros().scale() <= 0 && amount.compareTo(BigDecimal.valueOf(MOST)) <= 0;
    return fits ? amount.longValueExact() : LOOK_UP;
  }

  /// A sum of money in the unit, as money.
  public BigDecimal money(long units) {
    return BigDecimal.valueOf(units, decimals);
  }

  /// @param place of the service
  public long customers(int place) {
    return numbers[2 * place];
  }

  /// @param place of the service
  public long revenuePerHour(int place) {
    return numbers[2 * place + 1];
  }

  public boolean isTierZero(int place) {
    return (marks[place] & TIER_ZERO) != 0;
  }

  public boolean hasSegments(int place) {
    return (marks[place] & SEGMENTS) != 0;
  }
}
