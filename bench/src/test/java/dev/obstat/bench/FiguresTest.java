package dev.obstat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  @TempDir Path directory;

  @Test
  void percentilesAreOfTheSortedLatenciesInMilliseconds() {
    long[] backwards = LongStream.rangeClosed(1, 1_000).map(n -> (1_001 - n) * 1_000_000).toArray();

    assertThat(Latencies.of(backwards)).isEqualTo(new Latencies(1_000, 501, 991, 1_000));
    assertThatThrownBy(() -> Latencies.of(new long[0])).hasMessage("nothing was measured");
  }

  @Test
  void theMedianOfRoundsIsTakenForEachFigureAlone() {
    List<Latencies> rounds =
        List.of(
            new Latencies(10, 1, 9, 50), new Latencies(10, 3, 7, 60), new Latencies(10, 2, 8, 900));

    assertThat(Latencies.medianOf(rounds)).isEqualTo(new Latencies(30, 2, 8, 60));
  }

  @Test
  void whatObstatMayCostHangsOnTheCommitsOfTheSameRun() {
    Overhead.Result result =
        new Overhead.Result(
            Map.of(
                Overhead.Variant.PLAIN, new Latencies(1, 0.5, 2, 9),
                Overhead.Variant.OBSTAT, new Latencies(1, 1.4, 7.5, 20)),
            new Latencies(1, 0.25, 0.7, 91));

    assertThat(result.extraP50()).isCloseTo(0.9, within());
    assertThat(result.mostP50()).isCloseTo(1.0, within());
    assertThat(result.extraP99()).isCloseTo(5.5, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void theRawFileHoldsEverythingThatWasAppendedWhenTheCallerGoesOn() throws Exception {
    Path file = directory.resolve("raw");
    try (RawFile raw = new RawFile(file)) {
      raw.append("one ".getBytes(StandardCharsets.UTF_8));
      raw.append("two".getBytes(StandardCharsets.UTF_8));

      assertThat(file).hasContent("one two");
      assertThat(Files.size(file)).isEqualTo(7);
    }
  }

  @Test
  void whatCannotBeMeasuredIsAnsweredWithTheCommands() throws Exception {
    assertThat(Bench.run(List.of("ovrhead"), surroundings(new ByteArrayOutputStream()))).isFalse();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertThat(Bench.run(List.of(), surroundings(printed))).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("load")
        .contains("./bench/run overhead");
    assertThatThrownBy(() -> Bench.run(List.of("facts", "many"), surroundings(printed)))
        .hasMessage("`many` is not a number from 1 to 9999999");
  }

  private Surroundings surroundings(ByteArrayOutputStream printed) {
    return new Surroundings(
        directory,
        directory,
        Clock.systemUTC(),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }
}
