package dev.obstat.bench;

import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Upstream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;

/// Where the time of one allowed read goes, stage by stage, under the same open load as [Overhead].
final class Profile {
  private Profile() {}

  static void run(Surroundings surroundings, int rate, int seconds) throws Exception {
    SSLContext tls = SSLContext.getDefault();
    Trail.Book book = new Trail.Book();
    try (Scene scene = Scene.open(surroundings.root(), surroundings.disk(), surroundings.clock());
        PlainPlaces places = PlainPlaces.start();
        Forwarder client = new Forwarder(ForwardSettings.usual(), tls);
        GatewayUnderTest gateway =
            GatewayUnderTest.start(
                scene, new Upstream(false, "127.0.0.1", places.upstream()), tls, book.around())) {
      SignedReads reads = new SignedReads(gateway.clientKeys(), surroundings.clock());
      OpenLoop load = new OpenLoop(client, rate);
      ClosedLoop.warmUp(client, reads.at(gateway.port()));
      ClosedLoop.warmUp(client, reads.at(places.upstream()));
      load.run(reads.at(gateway.port()), 2, 1);
      Latencies direct = load.run(reads.at(places.upstream()), seconds / 2 + 1, 2);
      book.drain();
      Latencies seen = load.run(reads.at(gateway.port()), seconds, 3);
      // The answer is out before the last request's end is on disk.
      Thread.sleep(100);
      print(surroundings.out(), book.drain(), seen, direct);
    }
  }

  private static void print(
      PrintStream out, List<long[]> trails, Latencies seen, Latencies direct) {
    List<long[]> whole = trails.stream().filter(trail -> trail.length > 0).toList();
    if (whole.size() * 2 < trails.size() || whole.isEmpty()) {
      throw new IllegalStateException(
          "the path of an allowed read has other steps than these: " + Trail.STAGES);
    }
    out.printf(
        "%d requests, %d on another path; %s%n",
        trails.size(), trails.size() - whole.size(), Machine.load());
    out.printf("seen by the client   %s%n", seen.words());
    out.printf("without a proxy      %s%n%n", direct.words());
    out.printf("%-42s %9s %9s %9s%n", "stage, microseconds", "p50", "mean", "p99");
    double before = 0;
    for (int stage = 0; stage < Trail.STAGES.size(); stage++) {
      if (stage == Trail.BEFORE_ANSWER) {
        out.printf("  -- the client has its answer; %.0f on average until here --%n", before);
      }
      before += line(out, Trail.STAGES.get(stage), lengths(whole, stage));
    }
  }

  private static long[] lengths(List<long[]> trails, int stage) {
    return trails.stream().mapToLong(trail -> trail[stage]).sorted().toArray();
  }

  /// @return the mean in microseconds
  private static double line(PrintStream out, String name, long[] sorted) {
    double mean = Arrays.stream(sorted).average().orElseThrow() / 1e3;
    out.printf(
        "%-42s %9.1f %9.1f %9.1f%n",
        name,
        sorted[sorted.length / 2] / 1e3,
        mean,
        sorted[(int) (sorted.length * 99L / 100)] / 1e3);
    return mean;
  }
}
