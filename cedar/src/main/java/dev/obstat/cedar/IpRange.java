package dev.obstat.cedar;

import dev.obstat.cedar.Value.Ip;

/// Set relations of address ranges. An IPv4 range never meets an IPv6 one.
final class IpRange {
  private static final Ip LOOPBACK_4 = new Ip(false, 0, 0x7f00_0000L, 8);
  private static final Ip LOOPBACK_6 = new Ip(true, 0, 1, 128);
  private static final Ip MULTICAST_4 = new Ip(false, 0, 0xe000_0000L, 4);
  private static final Ip MULTICAST_6 = new Ip(true, 0xff00_0000_0000_0000L, 0, 8);

  private IpRange() {}

  static boolean isLoopback(Ip ip) {
    return contains(ip.v6() ? LOOPBACK_6 : LOOPBACK_4, ip);
  }

  static boolean isMulticast(Ip ip) {
    return contains(ip.v6() ? MULTICAST_6 : MULTICAST_4, ip);
  }

  /// Whether every address of the inner range is in the outer one.
  static boolean contains(Ip outer, Ip inner) {
    if (outer.v6() != inner.v6() || inner.prefix() < outer.prefix()) {
      return false;
    }
    if (!outer.v6()) {
      return ((outer.low() ^ inner.low()) & mask(outer.prefix() + 32)) == 0;
    }
    long high = (outer.high() ^ inner.high()) & mask(Math.min(outer.prefix(), 64));
    long low = (outer.low() ^ inner.low()) & mask(Math.max(outer.prefix() - 64, 0));
    return high == 0 && low == 0;
  }

  /// The given number of leading ones in 64 bits. For IPv4 the upper half is always zero, so its
  /// prefix counts from bit 32.
  private static long mask(int ones) {
    return ones == 0 ? 0 : -1L << (64 - ones);
  }
}
