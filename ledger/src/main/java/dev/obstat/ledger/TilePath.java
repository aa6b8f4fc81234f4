package dev.obstat.ledger;

import java.util.OptionalLong;

/// Numbers in tile paths: groups of three digits, all but the last with an x before them, so that
/// no directory has more than about a thousand names. 1234067 is `x001/x234/067`.
final class TilePath {
  /// Hashes in a full tile, entries in a full bundle.
  static final int FULL = 256;

  /// The number of the last tile that 2^63-1 entries can fill.
  private static final long LAST = Long.MAX_VALUE / FULL - 1;

  /// Enough for every index below 2^63.
  private static final int GROUPS = 7;

  private TilePath() {}

  static String number(long number) {
    String path = "%03d".formatted(number % 1000);
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      path = "x%03d/%s".formatted(rest % 1000, path);
    }
    return path;
  }

  /// The number, when this is its one right spelling.
  static OptionalLong number(String path) {
    String[] groups = path.split("/", GROUPS + 1);
    if (groups.length > GROUPS) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < groups.length; i++) {
      boolean last = i == groups.length - 1;
      if (!groups[i].matches(last ? "[0-9]{3}" : "x[0-9]{3}")) {
        return OptionalLong.empty();
      }
      int digits = Integer.parseInt(groups[i].substring(last ? 0 : 1));
      if (number > (Long.MAX_VALUE - digits) / 1000) {
        return OptionalLong.empty();
      }
      number = number * 1000 + digits;
    }
    // Leading groups of zeros would be a second spelling.
    return number(number).equals(path) ? OptionalLong.of(number) : OptionalLong.empty();
  }

  static String withWidth(long index, int width) {
    return number(index) + (width == FULL ? "" : ".p/" + width);
  }

  /// Index and width of `<number>[.p/<width>]`, which is what follows at `start` in a path.
  static Parsed<Place> place(String whole, int start) {
    String path = whole.substring(start);
    int partial = path.indexOf(".p/");
    String width = partial < 0 ? "256" : path.substring(partial + 3);
    OptionalLong index = number(partial < 0 ? path : path.substring(0, partial));
    boolean goodWidth =
        partial < 0 || (width.matches("[1-9][0-9]{0,2}") && Integer.parseInt(width) < FULL);
    if (index.isEmpty() || index.getAsLong() > LAST || !goodWidth) {
      return new Parsed.Refused<>(
          "`%s` is not a place in a log: three digits a group, and a width of 1 to 255 after `.p/`"
              .formatted(Shown.of(whole)));
    }
    return new Parsed.Read<>(new Place(index.getAsLong(), Integer.parseInt(width)));
  }

  static void check(long index, int width) {
    if (index < 0 || index > LAST || width < 1 || width > FULL) {
      throw new LedgerException(
          "no tile %d of width %d: a width is 1 to 256".formatted(index, width));
    }
  }

  record Place(long index, int width) {}
}
