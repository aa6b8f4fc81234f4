package dev.obstat.gateways.aws.proxy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Set;

/// Which part of the network an address belongs to.
enum Reach {
  /// The Internet at large.
  GLOBAL,
  /// This machine, its neighbours, and what belongs to nobody.
  NEAR,
  /// Where machines and containers in AWS get real credentials from.
  METADATA;

  private static final Set<String> METADATA_V4 =
      Set.of("169.254.169.254", "169.254.170.2", "169.254.170.23");

  static Reach of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return ofV4(address, bytes);
    }
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    if (first == 0xfd00 && second == 0x0ec2) {
      return METADATA;
    }
    // Only 2000::/3 is given out, and 6to4 and Teredo in it lead back to addresses of version 4.
    boolean global =
        (first & 0xe000) == 0x2000 && first != 0x2002 && !(first == 0x2001 && second == 0);
    return global ? GLOBAL : NEAR;
  }

  private static Reach ofV4(InetAddress address, byte[] bytes) {
    if (METADATA_V4.contains(address.getHostAddress())) {
      return METADATA;
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean near =
        address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress()
            || first == 0
            || first >= 240
            || (first == 100 && second >= 64 && second < 128)
            || (first == 198 && (second == 18 || second == 19))
            || (first == 192 && second == 0 && bytes[2] == 0);
    return near ? NEAR : GLOBAL;
  }
}
