package dev.obstat.bench;

import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.HttpServer;
import dev.obstat.http.Upstream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// What Obstat adds to a request beside the plain `vertx-http-proxy`: reads of 1 KiB, signed, by a
/// session that may, open loop at a fixed rate. Rounds are interleaved and begin with another
/// variant each time; the median of each variant's rounds counts. The journal's commits are timed
/// in the same rounds, because the disk decides most of it.
final class Overhead {
  /// What p50 may be over the plain proxy, beside twice the commit.
  static final double MOST_P50_BESIDE_COMMITS = 0.5;

  /// What p99 may be over the plain proxy.
  static final double MOST_P99 = 5.0;

  private static final int SATURATED_SECONDS = 3;

  /// Who is between the client and the upstream.
  enum Variant {
    DIRECT("no proxy"),
    PLAIN("vertx-http-proxy"),
    HTTP_ALONE("server and forwarder"),
    OBSTAT("Obstat");

    private final String shown;

    Variant(String shown) {
      this.shown = shown;
    }
  }

  private final Surroundings surroundings;
  private final Forwarder client;
  private final SignedReads reads;
  private final Commits commits;
  private final Map<Variant, Integer> ports;

  private Overhead(
      Surroundings surroundings,
      Forwarder client,
      SignedReads reads,
      Commits commits,
      Map<Variant, Integer> ports) {
    this.surroundings = surroundings;
    this.client = client;
    this.reads = reads;
    this.commits = commits;
    this.ports = ports;
  }

  static Result run(Surroundings surroundings, int rate, int seconds, int rounds) throws Exception {
    SSLContext tls = SSLContext.getDefault();
    Commits commits = new Commits();
    try (Scene scene = Scene.open(surroundings.root(), surroundings.disk(), surroundings.clock());
        PlainPlaces places = PlainPlaces.start();
        Forwarder client = new Forwarder(ForwardSettings.usual(), tls);
        Forwarder passing = new Forwarder(ForwardSettings.usual(), tls)) {
      Upstream upstream = new Upstream(false, "127.0.0.1", places.upstream());
      try (HttpServer alone =
              Ports.listen(new PassThrough(passing, upstream), surroundings.clock());
          GatewayUnderTest gateway =
              GatewayUnderTest.start(
                  scene,
                  upstream,
                  tls,
                  GatewayUnderTest.Around.journal(journal -> new TimedJournal(journal, commits)))) {
        Map<Variant, Integer> ports = new EnumMap<>(Variant.class);
        ports.put(Variant.DIRECT, places.upstream());
        ports.put(Variant.PLAIN, places.proxy());
        ports.put(Variant.HTTP_ALONE, alone.port());
        ports.put(Variant.OBSTAT, gateway.port());
        SignedReads reads = new SignedReads(gateway.clientKeys(), surroundings.clock());
        return new Overhead(surroundings, client, reads, commits, ports)
            .measure(rate, seconds, rounds);
      }
    }
  }

  /// Medians of the rounds.
  ///
  /// @param commit of the journal's commits in Obstat's rounds; its max is the largest of all
  record Result(Map<Variant, Latencies> figures, Latencies commit) {
    double extraP50() {
      return figure(Variant.OBSTAT).p50() - figure(Variant.PLAIN).p50();
    }

    double extraP99() {
      return figure(Variant.OBSTAT).p99() - figure(Variant.PLAIN).p99();
    }

    double mostP50() {
      return 2 * commit.p50() + MOST_P50_BESIDE_COMMITS;
    }

    Latencies figure(Variant variant) {
      Latencies found = figures.get(variant);
      if (found == null) {
        throw new IllegalStateException("not measured: " + variant);
      }
      return found;
    }
  }

  private Result measure(int rate, int seconds, int rounds) throws InterruptedException {
    PrintStream out = surroundings.out();
    OpenLoop load = new OpenLoop(client, rate);
    for (int port : ports.values()) {
      ClosedLoop.warmUp(client, reads.at(port));
      load.run(reads.at(port), 2, 1);
    }
    commits.drain();
    Map<Variant, List<Latencies>> each = new EnumMap<>(Variant.class);
    List<Commits.Round> written = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Variant> order = new ArrayList<>(ports.keySet());
      Collections.rotate(order, -round);
      for (Variant variant : order) {
        int port = ports.getOrDefault(variant, 0);
        Latencies figures = load.run(reads.at(port), seconds, round);
        each.computeIfAbsent(variant, _ -> new ArrayList<>()).add(figures);
        out.printf(
            "round %d  %-21s %s  (%s)%n", round, variant.shown, figures.words(), Machine.load());
        if (variant == Variant.OBSTAT) {
          Commits.Round commit = commits.drain();
          written.add(commit);
          out.printf("round %d  %-21s %s%n", round, "  its commits", commit.commit().words());
        }
      }
    }
    out.printf(
        "%n%d requests/s open loop, %d rounds of %d s, medians of rounds; %s%n",
        rate, rounds, seconds, Machine.load());
    Map<Variant, Latencies> medians = new EnumMap<>(Variant.class);
    each.forEach((variant, figures) -> medians.put(variant, Latencies.medianOf(figures)));
    medians.forEach((variant, figures) -> out.printf("%-30s %s%n", variant.shown, figures.words()));
    Latencies commit = overall(written.stream().map(Commits.Round::commit).toList());
    Latencies whole = overall(written.stream().map(Commits.Round::whole).toList());
    out.printf("%-30s %s%n", "commit (max of all rounds)", commit.words());
    out.printf("%-30s %s%n", "whole write, with its work", whole.words());
    Result result = new Result(medians, commit);
    say(result, out);
    saturate(out);
    return result;
  }

  /// Medians of the rounds, but the largest of all maxima: a disk that stalls once has stalled.
  private static Latencies overall(List<Latencies> rounds) {
    Latencies median = Latencies.medianOf(rounds);
    double max = rounds.stream().mapToDouble(Latencies::max).max().orElseThrow();
    return new Latencies(median.count(), median.p50(), median.p99(), max);
  }

  private static void say(Result result, PrintStream out) {
    out.printf(
        "p50 over the plain proxy %.2f ms, at most 2 x %.2f + %.1f = %.2f ms: %s%n",
        result.extraP50(),
        result.commit().p50(),
        MOST_P50_BESIDE_COMMITS,
        result.mostP50(),
        verdict(result.extraP50() <= result.mostP50()));
    out.printf(
        "p99 over the plain proxy %.2f ms, at most %.1f ms: %s%n",
        result.extraP99(), MOST_P99, verdict(result.extraP99() <= MOST_P99));
  }

  private static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }

  private void saturate(PrintStream out) throws InterruptedException {
    out.println();
    for (Map.Entry<Variant, Integer> variant : ports.entrySet()) {
      int answered = ClosedLoop.rate(client, reads.at(variant.getValue()), SATURATED_SECONDS);
      out.printf(
          "%-30s %d requests/s with %d clients that wait%n",
          variant.getKey().shown, answered, ClosedLoop.CLIENTS);
    }
  }
}
