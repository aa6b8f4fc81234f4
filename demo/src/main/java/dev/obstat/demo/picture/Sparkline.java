package dev.obstat.demo.picture;

import dev.obstat.demo.service.Timeline;
import java.time.Duration;

/// Availability over time in one line of a terminal: a full block where every call of a stretch was
/// answered, a low line where none was, a dot where no call was made.
public final class Sparkline {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /// At most `width` characters for the whole timeline.
  public static String of(Timeline timeline, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a sparkline is at least 1 wide, not `" + width + "`");
    }
    long nanos = timeline.length().toNanos() / width + 1;
    StringBuilder line = new StringBuilder(width);
    for (Timeline.Slot slot : timeline.slots(Duration.ofNanos(nanos))) {
      line.append(slot.share().isEmpty() ? '·' : level(slot.share().getAsDouble()));
    }
    return line.toString();
  }

  /// Only a perfect stretch gets the full block, and only a dead one the lowest.
  private static char level(double share) {
    int top = LEVELS.length() - 1;
    if (share <= 0) {
      return LEVELS.charAt(0);
    }
    if (share >= 1) {
      return LEVELS.charAt(top);
    }
    return LEVELS.charAt(1 + (int) (share * (top - 1)));
  }
}
