package dev.obstat.demo.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.demo.picture.Sparkline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  /// Second 0 is whole, second 1 half, second 2 dead, second 3 without calls, second 4 whole.
  private static final Timeline MIXED = timeline("11", "10", "00", "", "11");

  @Test
  void availabilityIsTheShareOfCallsServed() {
    assertThat(MIXED.availability()).isEqualTo(5.0 / 8);
    assertThat(MIXED.served()).isEqualTo(5);
    assertThat(MIXED.refused()).isEqualTo(3);
  }

  @Test
  void aSecondWithoutCallsIsNeitherDownNorImpaired() {
    assertThat(MIXED.secondsDown()).isEqualTo(1);
    assertThat(MIXED.secondsImpaired()).isEqualTo(2);
  }

  @Test
  void reasonsAreCounted() {
    assertThat(MIXED.reasons()).containsExactly(Map.entry("503 gone", 3));
  }

  @Test
  void aTimelineWithoutCallsHasNoAvailability() {
    assertThatThrownBy(() -> new Timeline(Instant.EPOCH, List.of()).availability())
        .hasMessageContaining("nothing was measured");
  }

  @Test
  void theSparklineTellsWholeHalfDeadAndUnmeasuredApart() {
    assertThat(Sparkline.of(timeline("11", "10", "00", "00", "1"), 5)).isEqualTo("█▅▁▁▅");
    assertThat(Sparkline.of(timeline("11", "10", "", "", "1"), 5)).isEqualTo("█▅··█");
    assertThatThrownBy(() -> Sparkline.of(MIXED, 0)).hasMessageContaining("at least 1 wide");
  }

  /// One text for each second, one character for each call, evenly spread.
  private static Timeline timeline(String... seconds) {
    List<Sample> samples = new ArrayList<>();
    for (int second = 0; second < seconds.length; second++) {
      for (int call = 0; call < seconds[second].length(); call++) {
        samples.add(
            new Sample(
                Duration.ofSeconds(second).plusMillis(100 + 400L * call),
                seconds[second].charAt(call) == '1'
                    ? new Sample.Answer.Served(Duration.ofMillis(3))
                    : new Sample.Answer.Refused("503 gone")));
      }
    }
    return new Timeline(Instant.EPOCH, samples);
  }
}
