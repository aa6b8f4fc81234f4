package dev.obstat.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Hand clock = new Hand();
  private final Pace pace = new Pace(3, Duration.ofSeconds(10), clock);

  /// A clock that stands still until it is moved.
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void soManyAtOnceAndThenOneEverySoOften() {
    for (int i = 0; i < 3; i++) {
      assertThat(pace.take("rosa")).isEmpty();
    }
    assertThat(pace.take("rosa")).contains(Duration.ofSeconds(10));
    assertThat(pace.take("sam")).isEmpty();
    clock.pass(Duration.ofSeconds(9));
    assertThat(pace.take("rosa")).contains(Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertThat(pace.take("rosa")).isEmpty();
    assertThat(pace.take("rosa")).contains(Duration.ofSeconds(10));
    clock.pass(Duration.ofMinutes(5));
    for (int i = 0; i < 3; i++) {
      assertThat(pace.take("rosa")).isEmpty();
    }
    assertThat(pace.take("rosa")).isPresent();
  }

  @Test
  void aFloodOfNamesSharesOnePaceAndKeepsNobodyKnownOut() {
    assertThat(pace.take("rosa")).isEmpty();
    int passed = 0;
    for (int i = 0; i < 12_000; i++) {
      passed += pace.take("name " + i).isEmpty() ? 1 : 0;
    }
    assertThat(passed).isEqualTo(9_999 + 3);
    assertThat(pace.take("rosa")).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    assertThat(pace.take("another")).isEmpty();
  }

  @Test
  void aNetworkOfAddressesIsOneAddress() throws UnknownHostException {
    assertThat(address("2001:db8:1:2::1")).isEqualTo(address("2001:db8:1:2:ffff::9"));
    assertThat(address("2001:db8:1:3::1")).isNotEqualTo(address("2001:db8:1:2::1"));
    assertThat(address("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Pace.words(Duration.ofMillis(1_200)))
        .isEqualTo("too many tries: wait 2 seconds, then try again");
    assertThat(Pace.words(Duration.ofMillis(5)))
        .isEqualTo("too many tries: wait a second, then try again");
  }

  private static String address(String text) throws UnknownHostException {
    return Pace.address(new InetSocketAddress(InetAddress.getByName(text), 1));
  }
}
