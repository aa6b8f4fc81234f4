package dev.obstat.cedar;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/// A value of the Cedar language: immutable, equal by content. Values of different kinds are never
/// equal.
@SuppressWarnings("JavaLangClash") // Cedar's own names; outside of this file always `Value.Long`
public sealed interface Value {
  static Value of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }

  static Value of(long value) {
    return new Long(value);
  }

  static Value of(String value) {
    return new Text(value);
  }

  static Value of(EntityUid value) {
    return new Entity(value);
  }

  /// `true` or `false`.
  record Bool(boolean value) implements Value {
    static final Bool TRUE = new Bool(true);
    static final Bool FALSE = new Bool(false);
  }

  /// A whole number of 64 bits.
  record Long(long value) implements Value {}

  /// Cedar's String.
  record Text(String value) implements Value {}

  /// A reference to an entity, whether or not anything is known about it.
  record Entity(EntityUid uid) implements Value {}

  /// A number with four fraction digits.
  ///
  /// @param scaled the number times 10,000
  record Decimal(long scaled) implements Value {
    /// Reads `-?digits.digits` with one to four digits after the point; empty for anything else,
    /// and for what 64 bits cannot hold.
    public static Optional<Decimal> parse(String text) {
      return DecimalText.parse(text);
    }
  }

  /// An IP address or a range of them. An address alone is the range of prefix 32 or 128.
  ///
  /// @param high upper 64 bits of an IPv6 address, 0 for IPv4
  /// @param low lower 64 bits, or the 32 bits of an IPv4 address
  /// @param prefix leading bits that the range has in common; the other bits are kept as written,
  ///   so `10.0.0.1/8` and `10.0.0.2/8` are different values
  record Ip(boolean v6, long high, long low, int prefix) implements Value {
    public Ip {
      if (prefix < 0 || prefix > (v6 ? 128 : 32)) {
        throw new IllegalArgumentException("prefix out of range: " + prefix);
      }
      if (!v6 && (high != 0 || low != (low & 0xffff_ffffL))) {
        throw new IllegalArgumentException("an IPv4 address has 32 bits");
      }
    }

    /// Reads an IPv4 or IPv6 address with an optional `/prefix`; empty for anything else. Leading
    /// zeros and IPv4 inside of IPv6 are refused.
    public static Optional<Ip> parse(String text) {
      return IpText.parse(text);
    }
  }

  /// A moment, in milliseconds since 1970-01-01T00:00:00Z.
  record Datetime(long epochMillis) implements Value {
    /// Reads `YYYY-MM-DD`, or that with `Thh:mm:ss`, an optional `.SSS` and `Z` or `±hhmm`; empty
    /// for anything else.
    public static Optional<Datetime> parse(String text) {
      return DatetimeText.datetime(text);
    }
  }

  /// A span of time in milliseconds, which may be negative.
  record Duration(long millis) implements Value {
    /// Reads quantities with the units `d`, `h`, `m`, `s`, `ms` in this order, each at most once,
    /// after an optional `-`; empty for anything else.
    public static Optional<Duration> parse(String text) {
      return DatetimeText.duration(text);
    }
  }

  /// Values without order or repetition.
  final class Set implements Value {
    private final java.util.Set<Value> elements;
    private final int nesting;

    private Set(java.util.Set<Value> elements) {
      this.elements = elements;
      this.nesting = 1 + Nesting.deepest(elements);
    }

    /// A copy of the values. Nesting beyond [Bounds#VALUE_NESTING] is refused.
    public static Set of(Collection<? extends Value> values) {
      Set set = built(new LinkedHashSet<>(values));
      Nesting.check(set.nesting);
      return set;
    }

    /// For the evaluator, which owns the elements and whose depth the policy's bound limits.
    static Set built(java.util.Set<Value> elements) {
      return new Set(elements);
    }

    public java.util.Set<Value> elements() {
      return Collections.unmodifiableSet(elements);
    }

    boolean contains(Value value) {
      return elements.contains(value);
    }

    int nesting() {
      return nesting;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Set set && elements.equals(set.elements);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
    }

    @Override
    public String toString() {
      return elements.toString();
    }
  }

  /// Values by attribute name.
  final class Record implements Value {
    public static final Record EMPTY = new Record(Map.of());

    private final Map<String, Value> attributes;
    private final int nesting;

    private Record(Map<String, Value> attributes) {
      this.attributes = attributes;
      this.nesting = 1 + Nesting.deepest(attributes.values());
    }

    /// A copy of the map. Nesting beyond [Bounds#VALUE_NESTING] is refused.
    public static Record of(Map<String, ? extends Value> attributes) {
      Record record = built(new HashMap<>(attributes));
      Nesting.check(record.nesting);
      return record;
    }

    /// For the evaluator, which owns the map and whose depth the policy's bound limits.
    static Record built(Map<String, Value> attributes) {
      return new Record(attributes);
    }

    public Map<String, Value> attributes() {
      return Collections.unmodifiableMap(attributes);
    }

    public Optional<Value> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }

    Map<String, Value> direct() {
      return attributes;
    }

    int nesting() {
      return nesting;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Record record && attributes.equals(record.attributes);
    }

    @Override
    public int hashCode() {
      return attributes.hashCode();
    }

    @Override
    public String toString() {
      return attributes.toString();
    }
  }
}
