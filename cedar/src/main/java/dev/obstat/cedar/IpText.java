package dev.obstat.cedar;

import java.util.Optional;

/// The text form of ip, with IPv6 as in RFC 4291 section 2.2 but without embedded IPv4.
final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  static Optional<Value.Ip> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean v6 = address.indexOf(':') >= 0;
    int widest = v6 ? 128 : 32;
    int prefix = slash < 0 ? widest : number(text.substring(slash + 1), 3, widest);
    if (prefix < 0) {
      return Optional.empty();
    }
    return v6 ? v6(address, prefix) : v4(address, prefix);
  }

  private static Optional<Value.Ip> v4(String address, int prefix) {
    String[] octets = address.split("\\.", -1);
    if (octets.length != 4) {
      return Optional.empty();
    }
    long bits = 0;
    for (String octet : octets) {
      int value = number(octet, 3, 255);
      if (value < 0) {
        return Optional.empty();
      }
      bits = bits << 8 | value;
    }
    return Optional.of(new Value.Ip(false, 0, bits, prefix));
  }

  private static Optional<Value.Ip> v6(String address, int prefix) {
    int gap = address.indexOf("::");
    long[] groups = new long[GROUPS];
    if (gap < 0) {
      if (!groups(address, groups, 0, GROUPS)) {
        return Optional.empty();
      }
    } else {
      String head = address.substring(0, gap);
      String tail = address.substring(gap + 2);
      int headCount = count(head);
      int tailCount = count(tail);
      // The gap stands for at least one group.
      if (headCount + tailCount >= GROUPS
          || !groups(head, groups, 0, headCount)
          || !groups(tail, groups, GROUPS - tailCount, tailCount)) {
        return Optional.empty();
      }
    }
    long high = groups[0] << 48 | groups[1] << 32 | groups[2] << 16 | groups[3];
    long low = groups[4] << 48 | groups[5] << 32 | groups[6] << 16 | groups[7];
    return Optional.of(new Value.Ip(true, high, low, prefix));
  }

  private static int count(String groups) {
    return groups.isEmpty() ? 0 : 1 + (int) groups.chars().filter(point -> point == ':').count();
  }

  private static boolean groups(String text, long[] into, int from, int count) {
    if (count == 0) {
      return text.isEmpty();
    }
    String[] parts = text.split(":", -1);
    if (parts.length != count) {
      return false;
    }
    for (int index = 0; index < count; index++) {
      String part = parts[index];
      if (part.isEmpty() || part.length() > 4) {
        return false;
      }
      for (int digit = 0; digit < part.length(); digit++) {
        char character = part.charAt(digit);
        int worth = character < 0x80 ? Character.digit(character, 16) : -1;
        if (worth < 0) {
          return false;
        }
        into[from + index] = into[from + index] << 4 | worth;
      }
    }
    return true;
  }

  /// A decimal number without leading zeros, or -1.
  private static int number(String digits, int longest, int largest) {
    if (!Digits.all(digits)
        || digits.length() > longest
        || (digits.length() > 1 && digits.charAt(0) == '0')) {
      return -1;
    }
    int value = Integer.parseInt(digits);
    return value > largest ? -1 : value;
  }
}
